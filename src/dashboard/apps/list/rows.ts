import type { App } from '#platform/apps/contract.ts'
import type { AppState } from '#platform/control/contract.ts'

/** An app as the list shows it: what the platform says in three answers, put together. */
export interface Row {
  id: string
  name: string
  /** What the buildpack called it, such as `Node.js`; null before the first release. */
  language: string | null
  region: string
  /** The team's name, or null for a personal app. */
  team: string | null
  /** The team's name or the person's address. */
  owner: string
  /** ms since 1970 */
  releasedAt: number | null
  favorite: boolean
  /** Null while it is not known yet. */
  state: AppState | null
  /** What a search looks through, in lower case. */
  text: string
}

export function toRows(apps: readonly App[], states: readonly AppState[], favorites: ReadonlySet<string>): Row[] {
  const stateOf = new Map(states.map((state) => [state.app, state]))
  return apps.map((app) => {
    const team = app.team?.name ?? null
    const owner = team ?? app.owner.email
    const language = app.buildpack_provided_description
    return {
      id: app.id,
      name: app.name,
      language,
      region: app.region.name,
      team,
      owner,
      releasedAt: app.released_at === null ? null : Date.parse(app.released_at),
      favorite: favorites.has(app.id),
      state: stateOf.get(app.id) ?? null,
      text: `${app.name} ${language ?? ''} ${owner} ${app.region.name} ${regionName(app.region.name)}`.toLowerCase(),
    }
  })
}

/** Regions of the common runtime as people call them. */
export function regionName(region: string): string {
  return { us: 'United States', eu: 'Europe' }[region] ?? region
}

/** A line of the list: a row, or the heading over those that follow. */
export type Line = Row | string

export function lineKey(line: Line): string {
  return typeof line === 'string' ? line : line.id
}
