import * as z from 'zod/mini'
import { Activity } from '#platform/control/contract.ts'
import { endpoint, named, timestamp, uuid } from '#platform/http/contract.ts'
import { Team, TeamRole } from '#platform/teams/contract.ts'

// What a team is by itself: its name, what its admins have set, what happened in it. What a team of this platform never has is
// here too, as clients ask for it: spaces, single sign-on, enterprise accounts.

export const TeamName = z
  .string()
  .check(
    z.maxLength(30, 'Name is too long (maximum is 30 characters)'),
    z.minLength(3, 'Name is too short (minimum is 3 characters)'),
    z.regex(
      /^[a-z][a-z0-9-]*[a-z0-9]$/,
      'Name must start with a letter, end with a letter or digit and can only contain lowercase letters, numbers, and dashes.',
    ),
  )

const Preferences = z.object({
  'default-permission': z.nullable(TeamRole),
  'whitelisting-enabled': z.nullable(z.boolean()),
  'addons-controls': z.nullable(z.boolean()),
})
export type Preferences = z.infer<typeof Preferences>

const AllowedService = z.object({
  added_at: timestamp,
  added_by: z.object({ id: uuid, email: z.string() }),
  addon_service: z.object({ id: uuid, name: z.string(), human_name: z.string() }),
  id: uuid,
})
export type AllowedService = z.infer<typeof AllowedService>

/** Who may do what with one app of the team. */
const PermissionEntity = z.object({
  id: uuid,
  name: z.string(),
  team_id: uuid,
  type: z.literal('app'),
  users: z.array(z.object({ id: uuid, email: z.string(), permissions: z.array(z.string()) })),
})

/** Something that happened in the team, or to an app of it. */
export const TeamActivity = z.extend(Activity, {
  kind: z.enum([...Activity.shape.kind.options, 'team']),
  app: z.nullable(named),
  /** Where it happened to a team: which, and which of its pages or which pipeline shows what came of it. */
  team: z.nullable(named),
  about: z.nullable(z.enum(['apps', 'people', 'settings'])),
  pipeline: z.nullable(named),
})
export type TeamActivity = z.infer<typeof TeamActivity>

/** A team as its pages show it. */
const TeamSummary = z.object({
  id: uuid,
  name: z.string(),
  created_at: timestamp,
  /** Of the one who asks; viewers are told apart here. */
  role: z.enum(['admin', 'member', 'viewer', 'collaborator']),
  /** Whether the new apps of the one who asks belong to it when they name no team. */
  default: z.boolean(),
  /** Null for those who may not see them. */
  members: z.nullable(z.number()),
  invitations: z.nullable(z.number()),
  /** As many as the one who asks can see. */
  apps: z.number(),
})
export type TeamSummary = z.infer<typeof TeamSummary>

/** How the apps of a team differ from what roles give. */
const AppAccess = z.object({
  app: named,
  locked: z.boolean(),
  /** Those who were given something on this app, and all that they may do there. */
  given: z.array(z.object({ email: z.string(), permissions: z.array(z.string()) })),
})
export type AppAccess = z.infer<typeof AppAccess>

const ofSummary = ['teams', 'members', 'invitations', 'apps', 'collaborators']
const nothing = z.array(z.never())
const none = { sort: ['id'] } as const

// The list of add-ons has two addresses: of now, and of former days.

const allowed = <const P extends string>(path: P) =>
  endpoint({
    method: 'GET',
    path,
    title: 'List the add-on services that members may add',
    action: 'team.view',
    response: z.array(AllowedService),
    list: none,
    reads: ['allowedServices', 'accounts'],
  })
const allow = <const P extends string>(path: P) =>
  endpoint({
    method: 'POST',
    path,
    title: 'Let members add an add-on service',
    action: 'team.addons',
    body: z.object({ addon_service: z.string() }),
    response: z.array(AllowedService),
    status: 201,
  })
const disallow = <const P extends string>(path: P) =>
  endpoint({
    method: 'DELETE',
    path,
    title: 'Take an add-on service off the list',
    action: 'team.addons',
    response: AllowedService,
  })

export const teamSettings = {
  create: endpoint({
    method: 'POST',
    path: '/teams',
    title: 'Create a team',
    action: 'account.apps',
    /** The address and the card that may come along are not looked at: nobody is billed. */
    body: z.object({ name: TeamName }),
    response: Team,
    status: 201,
  }),
  update: endpoint({
    method: 'PATCH',
    path: '/teams/:team',
    title: 'Rename a team, or make it the default',
    // To make it one's default, it is enough to be in it; to rename it takes more.
    action: 'team.people',
    body: z.object({ name: z.optional(TeamName), default: z.optional(z.boolean()) }),
    response: Team,
  }),
  delete: endpoint({
    method: 'DELETE',
    path: '/teams/:team',
    title: 'Delete a team without apps',
    action: 'team.delete',
    response: Team,
  }),
  preferences: endpoint({
    method: 'GET',
    path: '/teams/:team/preferences',
    title: "Show a team's preferences",
    action: 'team.view',
    response: Preferences,
    reads: ['teams'],
  }),
  updatePreferences: endpoint({
    method: 'PATCH',
    path: '/teams/:team/preferences',
    title: "Change a team's preferences",
    action: 'team.edit',
    body: z.partial(Preferences),
    response: Preferences,
  }),
  allowedServices: allowed('/teams/:team/allowed-addon-services'),
  allowService: allow('/teams/:team/allowed-addon-services'),
  disallowService: disallow('/teams/:team/allowed-addon-services/:service'),
  formerAllowedServices: allowed('/teams/:team/whitelisted-addon-services'),
  formerAllowService: allow('/teams/:team/whitelisted-addon-services'),
  formerDisallowService: disallow('/teams/:team/whitelisted-addon-services/:service'),
  permissions: endpoint({
    method: 'GET',
    path: '/teams/:team/permissions',
    title: 'Show who may do what with each app of a team',
    action: 'team.people',
    response: z.array(PermissionEntity),
    list: { sort: ['name', 'id'] },
    reads: ['apps', 'collaborators', 'members', 'accounts'],
  }),
  summaries: endpoint({
    method: 'GET',
    path: '/control/teams',
    title: 'Show every team one has to do with',
    action: 'account.lists',
    response: z.array(TeamSummary),
    reads: ofSummary,
  }),
  summary: endpoint({
    method: 'GET',
    path: '/control/teams/:team',
    title: 'Show a team with how large it is',
    action: 'team.view',
    response: TeamSummary,
    reads: ofSummary,
  }),
  access: endpoint({
    method: 'GET',
    path: '/control/teams/:team/access',
    title: 'Show what people were given on the apps of a team',
    action: 'team.people',
    response: z.array(AppAccess),
    reads: ['apps', 'collaborators', 'members', 'accounts'],
  }),
  activity: endpoint({
    method: 'GET',
    path: '/control/teams/:team/activity',
    title: "Show a team's activity",
    action: 'team.view',
    query: z.object({
      /** How many, the newest first. */
      max: z.optional(z.string()),
    }),
    response: z.array(TeamActivity),
    reads: ['activities', 'teamEvents', 'apps', 'collaborators', 'members', 'teams', 'pipelines'],
  }),
  spaces: endpoint({
    method: 'GET',
    path: '/teams/:team/spaces',
    title: "List a team's spaces",
    action: 'team.view',
    response: nothing,
    list: none,
  }),
  identityProviders: endpoint({
    method: 'GET',
    path: '/teams/:team/identity-providers',
    title: "List a team's identity providers",
    action: 'team.people',
    response: nothing,
    list: none,
  }),
  everySpace: endpoint({ method: 'GET', path: '/spaces', title: 'List spaces', response: nothing, list: none }),
  space: endpoint({ method: 'GET', path: '/spaces/:space', title: 'Show a space', response: z.never() }),
  enterpriseAccounts: endpoint({
    method: 'GET',
    path: '/enterprise-accounts',
    title: 'List enterprise accounts',
    response: nothing,
    list: none,
  }),
  enterpriseAccount: endpoint({
    method: 'GET',
    path: '/enterprise-accounts/:account',
    title: 'Show an enterprise account',
    response: z.never(),
  }),
}
