import { hash } from '#kernel/random.ts'
import type { App } from '#platform/apps/model.ts'
import type { Dyno } from '#platform/dynos/model.ts'
import { sizeOf } from '#platform/dynos/sizes.ts'
import { growthOf, memoryAt } from '#platform/metrics/memory.ts'
import { expectedRps } from '#platform/metrics/traffic.ts'
import type { PlatformWorld } from '#platform/world.ts'

/** Above this share of what the web dynos can serve, requests wait long enough to be noticed. */
const BUSY = 0.9

/** What an app's dynos that are up suffer from, as a sentence, worst first; null if nothing. */
export function strainOn({ tables, now, seed }: PlatformWorld, app: App, up: readonly Dyno[]): string | null {
  const release = app.releaseId === null ? undefined : tables.releases.get(app.releaseId)
  const runtime = release?.slugId ? tables.slugs.get(release.slugId)?.runtime : null
  if (!runtime) return null
  const web = up.filter((dyno) => dyno.type === 'web')
  const slots = web.reduce((sum, dyno) => sum + Math.max(1, runtime.concurrency * sizeOf(dyno.size).compute), 0)
  const utilisation = slots === 0 ? 0 : (expectedRps(app, now) * runtime.serviceMs) / 1000 / slots
  const dynos = `${web.length} web dyno${web.length === 1 ? '' : 's'}`
  if (utilisation >= 1) return `More requests come than ${dynos} can serve: some time out (H12).`
  for (const dyno of up) {
    const run = tables.runs.must(dyno.runId)
    const key = hash(seed, run.id)
    const size = sizeOf(dyno.size)
    const share =
      memoryAt(
        { run, runtime, size, key, growth: growthOf(run, runtime, key) },
        now,
        dyno.type === 'web' ? (slots / web.length) * utilisation : 0,
      ) / size.memoryMb
    if (share > 1) return `${dyno.name} uses ${Math.round(share * 100)} % of its memory (R14).`
  }
  if (utilisation >= BUSY)
    return `Requests wait: ${dynos} ${web.length === 1 ? 'is' : 'are'} at ${Math.round(utilisation * 100)} % of what ${web.length === 1 ? 'it' : 'they'} can serve.`
  return null
}
