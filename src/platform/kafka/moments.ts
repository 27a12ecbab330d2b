const HOUR = 3_600_000
const POINTS = 48

/** Moments over the last hours, the newest last. */
export function momentsOf(now: number, hours: number): { times: number[]; step: number } {
  const step = Math.max(60_000, Math.round((hours * HOUR) / POINTS / 60_000) * 60_000)
  const last = Math.floor(now / step) * step
  return { times: Array.from({ length: POINTS + 1 }, (_, nth) => last - (POINTS - nth) * step), step }
}
