import type { Release } from '#platform/releases/model.ts'

type Config = Release['config']

export interface KeyChange {
  readonly key: string
  readonly change: 'added' | 'changed' | 'removed'
}

/** The keys that differ, in their order. */
export function keyChanges(before: Config, after: Config): KeyChange[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].sort().flatMap((key) => {
    if (before[key] === after[key]) return []
    return [{ key, change: before[key] === undefined ? 'added' : after[key] === undefined ? 'removed' : 'changed' }]
  })
}

/** What each release did to the config vars, the newest first. `releases` come oldest first. */
export function configHistory(releases: readonly Release[]): { readonly release: Release; readonly change: KeyChange }[] {
  return releases
    .flatMap((release, i) => keyChanges(releases[i - 1]?.config ?? {}, release.config).map((change) => ({ release, change })))
    .reverse()
}
