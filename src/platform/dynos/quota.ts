import type { PlatformWorld } from '#platform/world.ts'

/** heroku-facts B.4: the Eco subscription's hours a month. */
export const ECO_QUOTA_SECONDS = 1000 * 3600

/** Seconds that Eco dynos of a person's own apps were up since the month began, as far back as runs are kept. */
export function ecoSecondsUsed({ tables, now }: PlatformWorld, accountId: string): { appId: string; seconds: number }[] {
  const date = new Date(now)
  const monthStart = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1)
  const own = tables.apps.by('owner', accountId).filter((app) => app.teamId === null)
  return own.flatMap((app) => {
    const eco = tables.runs.by('app', app.id).filter((run) => run.size === 'Eco')
    const seconds = eco.reduce(
      (sum, run) => sum + Math.max(0, Math.min(now, run.end?.at ?? now) - Math.max(monthStart, run.startedAt)) / 1000,
      0,
    )
    return seconds > 0 ? [{ appId: app.id, seconds: Math.round(seconds) }] : []
  })
}
