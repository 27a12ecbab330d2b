import type { Addon } from '#platform/addons/vars.ts'
import { iso } from '#platform/http/wire.ts'
import type { Series } from '#platform/metrics/contract.ts'
import { windowOf } from '#platform/metrics/window.ts'
import { databaseOf } from '#platform/postgres/state.ts'
import type { PlatformWorld } from '#platform/world.ts'
import { sampleAt } from './figures.ts'

// How a database did over time: worked out when somebody asks, from what its apps were asked and which of their dynos ran.

type Values = (number | null)[]

/** The series of a window, bucket by bucket; null before the database was there, and after now. */
export function databaseSeries(world: PlatformWorld, addon: Addon, asked: Parameters<typeof windowOf>[0]): Series {
  const window = windowOf(asked, world.now)
  const row = databaseOf(world, addon)
  const data: Record<string, Values> = {}
  for (let bucket = 0; bucket < window.buckets; bucket++) {
    // In the middle of the bucket, or now in the last one.
    const at = Math.min(window.from + (bucket + 0.5) * window.step, world.now)
    const start = window.from + bucket * window.step
    const there = start >= addon.createdAt && start <= world.now
    for (const [name, value] of Object.entries(sampleAt(world, addon, row, at)))
      (data[name] ??= Array.from({ length: window.buckets }, () => null))[bucket] = there ? value : null
  }
  return { start_time: iso(window.from), end_time: iso(window.to), step: window.stepName, data }
}
