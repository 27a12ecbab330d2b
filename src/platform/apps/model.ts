import type { Row } from '#kernel/table.ts'

/** How much traffic an app gets since a time; the last entry holds now. */
export interface TrafficPeriod {
  readonly from: number
  /** Requests a second at the busiest hour of an ordinary day. */
  readonly peakRps: number
  readonly shape: 'steady' | 'daily' | 'office'
}

export interface App extends Row {
  readonly name: string
  readonly ownerId: string
  readonly teamId: string | null
  readonly locked: boolean
  readonly region: string
  readonly stack: string
  /** What the next build will use. */
  readonly buildStack: string
  readonly maintenance: boolean
  /** When maintenance was on; `to` is null while it is. */
  readonly maintenances: readonly { readonly from: number; readonly to: number | null }[]
  readonly acm: boolean
  /** Names or URLs, in order; empty: detect. */
  readonly buildpacks: readonly string[]
  /** What the last build detected: "Node.js". */
  readonly description: string | null
  readonly config: Readonly<Record<string, string>>
  /** Names of the features that are on. */
  readonly features: readonly string[]
  readonly traffic: readonly TrafficPeriod[]
  readonly slugSize: number | null
  readonly repoSize: number | null
  /** The 12 hexadecimal digits of its default domain. */
  readonly domainKey: string
  /** The release that runs; null until there is one. */
  readonly releaseId: string | null
  /** The version of the newest release, whatever became of it. */
  readonly version: number
  readonly createdAt: number
  readonly updatedAt: number
  readonly releasedAt: number | null
}

/** An app that a person starred. */
export interface Favorite extends Row {
  readonly accountId: string
  readonly appId: string
}

/** Something someone (or the platform) did to an app. */
export interface Activity extends Row {
  readonly appId: string
  readonly at: number
  readonly kind: 'release' | 'build' | 'scale' | 'config' | 'restart' | 'maintenance' | 'app' | 'access' | 'run'
  /** As the activity feed says it; null if only the log does. */
  readonly text: string | null
  /** As the log says it, under `app[api]`; null if only the feed does. */
  readonly line: string | null
  readonly actorId: string | null
  readonly version: number | null
  readonly buildId: string | null
}
