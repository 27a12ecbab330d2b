import * as z from 'zod/mini'
import { endpoint, timestamp, uuid } from '#platform/http/contract.ts'

// Everything that a real platform has no endpoint for: the world's clock, people, scenarios, journal and change feed.

export const Clock = z.object({
  /** The simulated time, with milliseconds. */
  now: z.string(),
  /** Simulated ms a wall ms; 0 is paused. */
  rate: z.number(),
  /** When the next thing is due, if anything is. */
  next_due: z.nullable(z.string()),
})
export type Clock = z.infer<typeof Clock>

export const Person = z.object({
  id: uuid,
  email: z.string(),
  name: z.string(),
  title: z.string(),
  /** Null for who has no session: see `signIn`. */
  token: z.nullable(z.string()),
  teams: z.array(z.object({ name: z.string(), role: z.string() })),
})
export type Person = z.infer<typeof Person>

const WorldInfo = z.object({
  scenario: z.string(),
  seed: z.string(),
  epoch: z.string(),
  now: z.string(),
  hash: z.string(),
  commands: z.number(),
  /** How many journal entries lie ahead, after going back. */
  ahead: z.number(),
})

/** The kind of program that something was done with. */
export const Client = z.enum(['dashboard', 'cli', 'api'])

/** A world as a file or a link: everything else follows from it. */
export const WorldFile = z.object({
  format: z.literal('dynorama-world'),
  version: z.literal(1),
  scenario: z.string(),
  seed: z.string(),
  /** ms since 1970 */
  epoch: z.number(),
  /** ms since 1970: how far the world has come. */
  now: z.number(),
  journal: z.array(
    z.object({
      at: z.number(),
      command: z.object({
        method: z.enum(['POST', 'PUT', 'PATCH', 'DELETE']),
        path: z.string(),
        body: z.optional(z.unknown()),
        /** The account that sent it; null for the endpoints that are open. */
        actor: z.nullable(z.string()),
        /** The kind of program that sent it. */
        client: z.optional(Client),
      }),
    }),
  ),
})
export type WorldFile = z.infer<typeof WorldFile>

/** How one app is doing: what the list shows beside its name. */
export const AppState = z.object({
  app: uuid,
  health: z.enum(['healthy', 'degraded', 'down', 'deploying', 'idle', 'empty', 'maintenance', 'stopped']),
  /** A short sentence: what runs, or what is wrong. */
  summary: z.string(),
  dynos_up: z.number(),
  dynos_wanted: z.number(),
  release: z.nullable(z.number()),
  /** What the one who asks may do there. */
  permissions: z.array(z.string()),
})
export type AppState = z.infer<typeof AppState>

export const Activity = z.object({
  id: z.string(),
  at: timestamp,
  kind: z.enum(['release', 'build', 'scale', 'config', 'restart', 'maintenance', 'app', 'access', 'run', 'alert', 'addon']),
  text: z.string(),
  actor: z.nullable(z.object({ id: uuid, email: z.string() })),
  version: z.nullable(z.number()),
  build: z.nullable(uuid),
  /** What it was done with; null for what the platform did by itself. */
  client: z.nullable(Client),
})
export type Activity = z.infer<typeof Activity>

/** An action, and the permissions on an app or the roles in a team of which any one is enough for it. */
const Rule = z.object({
  action: z.string(),
  on: z.enum(['app', 'pipeline', 'team', 'account']),
  needs: z.array(z.string()),
  /** As in "You may not …". */
  what: z.string(),
  /** What a token has to be good for. */
  scope: z.string(),
  /** Whether a second factor is asked for, of who has one. */
  second_factor: z.boolean(),
})
export type Rule = z.infer<typeof Rule>

/** How much traffic an app gets. */
export const Traffic = z.object({
  /** Requests a second at the busiest hour of an ordinary day. */
  peak_rps: z.number().check(z.minimum(0), z.maximum(5_000, 'Traffic can be at most 5000 requests a second.')),
  /** The shape of the day: 'steady', 'daily' (day and night) or 'office' (two humps, quiet weekends). */
  shape: z.enum(['steady', 'daily', 'office']),
})
export type Traffic = z.infer<typeof Traffic>

/** What the change feed says of a commit: a row of this table changed, never what it holds. */
export interface ToldChange {
  readonly table: string
  /** The id of the app it is about, if it is about one. */
  readonly app?: string
  /** That app's name; missing when the app is not there any more, or not for the one who listens. */
  readonly name?: string | undefined
  /** Ids and names that nothing is found by any more, by the parameter of paths they stood for: `{ app: ['old-name'] }`. */
  readonly gone?: Readonly<Record<string, readonly string[]>>
}

export const control = {
  clock: endpoint({ method: 'GET', path: '/control/clock', title: 'Show the clock', open: true, host: true, response: Clock }),
  setClock: endpoint({
    method: 'PATCH',
    path: '/control/clock',
    title: 'Pause, speed up or move the clock',
    open: true,
    host: true,
    body: z.object({
      rate: z.optional(
        z.number().check(z.minimum(0, 'Rate must be 0 (paused) or more.'), z.maximum(10_000, 'Rate can be at most 10000.')),
      ),
      /** Let this much simulated time pass at once, in ms; at most 90 days. */
      advance: z.optional(
        z.number().check(z.int(), z.minimum(0), z.maximum(90 * 86_400_000, 'The clock can be moved by at most 90 days at once.')),
      ),
      /** Go back to this simulated time (ISO 8601). */
      back_to: z.optional(z.string()),
      /** Let time pass until nothing is being built, started or stopped. */
      until_quiet: z.optional(z.boolean()),
    }),
    response: Clock,
  }),
  world: endpoint({
    method: 'GET',
    path: '/control/world',
    title: 'Show the world',
    open: true,
    host: true,
    response: WorldInfo,
  }),
  resetWorld: endpoint({
    method: 'POST',
    path: '/control/world',
    title: 'Start a world anew',
    open: true,
    host: true,
    body: z.object({
      scenario: z.optional(z.string()),
      seed: z.optional(z.string().check(z.minLength(1), z.maxLength(64))),
      epoch: z.optional(z.string()),
    }),
    response: WorldInfo,
    status: 201,
  }),
  exportWorld: endpoint({
    method: 'GET',
    path: '/control/world/file',
    title: 'Export the world',
    open: true,
    host: true,
    response: WorldFile,
  }),
  importWorld: endpoint({
    method: 'PUT',
    path: '/control/world/file',
    title: 'Import a world',
    open: true,
    host: true,
    body: WorldFile,
    response: WorldInfo,
  }),
  scenarios: endpoint({
    method: 'GET',
    path: '/control/scenarios',
    title: 'List scenarios',
    open: true,
    response: z.array(z.object({ name: z.string(), title: z.string(), description: z.string() })),
  }),
  people: endpoint({
    method: 'GET',
    path: '/control/people',
    title: 'List people to sign in as',
    open: true,
    response: z.array(Person),
    reads: ['accounts', 'members', 'authorizations'],
  }),
  /** Nobody has a password here: whoever asks is let in. */
  signIn: endpoint({
    method: 'POST',
    path: '/control/people/:person/sessions',
    title: 'Sign in as somebody',
    open: true,
    response: z.object({ id: uuid, token: z.string() }),
    status: 201,
  }),
  permissions: endpoint({
    method: 'GET',
    path: '/control/permissions',
    title: 'Show what each action needs',
    open: true,
    response: z.array(Rule),
  }),
  states: endpoint({
    method: 'GET',
    path: '/control/app-states',
    title: 'Show how every app is doing',
    action: 'account.lists',
    response: z.array(AppState),
    reads: ['apps', 'dynos', 'builds', 'releases', 'formations', 'collaborators', 'members'],
  }),
  state: endpoint({
    method: 'GET',
    path: '/control/apps/:app/state',
    title: 'Show how an app is doing',
    action: 'app.view',
    response: AppState,
    reads: ['apps', 'dynos', 'builds', 'releases', 'formations', 'collaborators', 'members'],
  }),
  activity: endpoint({
    method: 'GET',
    path: '/control/apps/:app/activity',
    title: 'Show activity',
    action: 'app.view',
    response: z.array(Activity),
    list: { sort: ['at', 'id'] },
    reads: ['activities'],
  }),
  traffic: endpoint({
    method: 'GET',
    path: '/control/apps/:app/traffic',
    title: 'Show simulated traffic',
    action: 'app.view',
    response: Traffic,
    reads: ['apps'],
  }),
  setTraffic: endpoint({
    method: 'PUT',
    path: '/control/apps/:app/traffic',
    title: 'Set simulated traffic',
    action: 'traffic.edit',
    body: Traffic,
    response: Traffic,
  }),
  /** Server-sent events: `change` (ToldChange) after each commit, `clock` when the clock is set, `world` when it is replaced. */
  changes: endpoint({
    method: 'GET',
    path: '/control/changes',
    title: 'Follow changes',
    action: 'account.lists',
    response: 'stream',
    host: true,
  }),
}
