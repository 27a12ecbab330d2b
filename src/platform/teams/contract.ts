import * as z from 'zod/mini'
import { App, AppName } from '#platform/apps/contract.ts'
import { endpoint, timestamp, uuid } from '#platform/http/contract.ts'

export const Team = z.object({
  created_at: timestamp,
  credit_card_collections: z.boolean(),
  default: z.boolean(),
  enterprise_account: z.null(),
  id: uuid,
  identity_provider: z.null(),
  membership_limit: z.nullable(z.number()),
  name: z.string(),
  provisioned_licenses: z.boolean(),
  role: z.nullable(z.enum(['admin', 'collaborator', 'member', 'owner'])),
  type: z.enum(['enterprise', 'team']),
  updated_at: timestamp,
})
export type Team = z.infer<typeof Team>

export const TeamApp = z.extend(App, { joined: z.boolean(), locked: z.boolean() })

/** By e-mail and id; the name is null for somebody who has no account yet. */
export const TeamPerson = z.object({ id: uuid, email: z.string(), name: z.nullable(z.string()) })

export const TeamRole = z.enum(['admin', 'member', 'viewer'], 'Roles in a team are admin, member and viewer.')
export type TeamRole = z.infer<typeof TeamRole>

export const TeamMember = z.object({
  created_at: timestamp,
  email: z.string(),
  federated: z.boolean(),
  id: uuid,
  identity_provider: z.null(),
  role: TeamRole,
  two_factor_authentication: z.boolean(),
  updated_at: timestamp,
  user: TeamPerson,
})
export type TeamMember = z.infer<typeof TeamMember>

const TeamFeature = z.object({
  created_at: timestamp,
  description: z.string(),
  display_name: z.string(),
  doc_url: z.string(),
  enabled: z.boolean(),
  feedback_email: z.string(),
  id: uuid,
  name: z.string(),
  state: z.string(),
  updated_at: timestamp,
})

export const teams = {
  list: endpoint({
    method: 'GET',
    path: '/teams',
    title: 'List teams',
    action: 'account.lists',
    response: z.array(Team),
    list: { sort: ['id', 'name'] },
    reads: ['teams', 'members'],
  }),
  info: endpoint({
    method: 'GET',
    path: '/teams/:team',
    title: 'Show a team',
    action: 'team.view',
    response: Team,
    reads: ['teams', 'members', 'collaborators'],
  }),
  members: endpoint({
    method: 'GET',
    path: '/teams/:team/members',
    title: 'List team members',
    action: 'team.people',
    response: z.array(TeamMember),
    list: { sort: ['email', 'id'] },
    reads: ['members', 'accounts'],
  }),
  /** There is none that could be switched. */
  features: endpoint({
    method: 'GET',
    path: '/teams/:team/features',
    title: "List a team's features",
    action: 'team.view',
    response: z.array(TeamFeature),
    list: { sort: ['id', 'name'] },
  }),
  feature: endpoint({
    method: 'GET',
    path: '/teams/:team/features/:feature',
    title: "Show a team's feature",
    action: 'team.view',
    response: TeamFeature,
  }),
  filter: endpoint({
    method: 'POST',
    path: '/filters/apps',
    title: 'List apps by their ids',
    action: 'account.lists',
    scope: 'read',
    body: z.object({ in: z.object({ id: z.array(z.string()).check(z.maxLength(1_000, 'At most 1000 apps at once.')) }) }),
    response: z.array(TeamApp),
  }),
  apps: endpoint({
    method: 'GET',
    path: '/teams/:team/apps',
    title: "List a team's apps",
    action: 'team.view',
    response: z.array(TeamApp),
    list: { sort: ['id', 'name', 'updated_at'] },
    reads: ['apps', 'collaborators', 'members'],
  }),
  app: endpoint({
    method: 'GET',
    path: '/teams/apps/:app',
    title: 'Show a team app',
    action: 'app.view',
    response: TeamApp,
    reads: ['apps', 'collaborators', 'members'],
  }),
  createApp: endpoint({
    method: 'POST',
    path: '/teams/apps',
    title: 'Create a team app',
    body: z.object({
      name: z.optional(AppName),
      team: z.optional(z.string()),
      personal: z.optional(z.boolean()),
      locked: z.optional(z.boolean()),
      region: z.optional(z.union([z.string(), z.object({ name: z.string() })])),
      stack: z.optional(z.union([z.string(), z.object({ name: z.string() })])),
    }),
    response: TeamApp,
    status: 201,
  }),
  updateApp: endpoint({
    method: 'PATCH',
    path: '/teams/apps/:app',
    title: 'Lock, unlock or transfer an app',
    // Each change asks for its own permission.
    action: 'app.view',
    body: z.object({
      locked: z.optional(z.boolean()),
      /** The team that shall own it, or the person for an app of a team. */
      owner: z.optional(z.string()),
    }),
    response: TeamApp,
  }),
}
