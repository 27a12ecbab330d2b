import type { Row } from '#kernel/table.ts'
import { presentClient, type Client } from '#platform/http/client.ts'
import type { PlatformWorld } from '#platform/world.ts'

/** Something someone (or the platform) did to an app. */
export interface Activity extends Row {
  readonly appId: string
  readonly at: number
  readonly kind:
    | 'release'
    | 'build'
    | 'scale'
    | 'config'
    | 'restart'
    | 'maintenance'
    | 'app'
    | 'access'
    | 'run'
    | 'alert'
    | 'addon'
  /** As the activity feed says it; null if only the log does. */
  readonly text: string | null
  /** As the log says it, under `app[api]`; null if only the feed does. */
  readonly line: string | null
  readonly actorId: string | null
  readonly version: number | null
  readonly buildId: string | null
  /** What kind of news it is to those who run the app; missing for what they need not be told. */
  readonly notice?: 'deploy' | 'health' | 'alert' | 'certificate'
  /** What it was done with; null or missing for what nobody asked for, and in worlds that earlier versions saved. */
  readonly client?: Client | null
}

/** Log and metrics reach back a week; what happened is kept a little longer for the activity feed. */
const KEPT_MS = 40 * 86_400_000

type NewActivity = Pick<Activity, 'appId' | 'kind' | 'text' | 'line' | 'actorId'> &
  Partial<Pick<Activity, 'version' | 'buildId' | 'notice'>>

/** Writes down that something happened now. */
export function record(world: PlatformWorld, activity: NewActivity): void {
  const { activities } = world.tables
  // The number keeps what happened at the same moment in order.
  const nth = world.count(`activity ${activity.appId}`)
  activities.insert({
    version: null,
    buildId: null,
    client: presentClient(world),
    ...activity,
    id: `${activity.appId}.${String(nth).padStart(8, '0')}`,
    at: world.now,
  })
  const oldest = activities.first('app', activity.appId)
  if (oldest && oldest.at < world.now - KEPT_MS) activities.delete(oldest.id)
}

/** The e-mail of who did something, for the log. */
export const emailOf = (world: PlatformWorld, accountId: string): string =>
  world.tables.accounts.get(accountId)?.email ?? 'unknown'
