// The mapping between the wall's time and a world's. It is no part of the world's state: commands carry their simulated
// time, so the same journal gives the same world at any rate.

/** At the wall time `wall` the simulated time was `sim`; since then it has run at `rate` simulated ms a wall ms. */
export interface Clock {
  readonly sim: number
  readonly wall: number
  /** 0 is paused, 1 real time; up to 10,000. */
  readonly rate: number
}

/** The simulated time, in whole ms, at a wall time. Never before the clock's own anchor. */
export function simTime(clock: Clock, wall: number): number {
  return clock.sim + Math.floor(Math.max(0, wall - clock.wall) * clock.rate)
}

/** How many wall ms until the clock shows `sim`; Infinity when paused. */
export function wallDelay(clock: Clock, wall: number, sim: number): number {
  if (clock.rate === 0) return Infinity
  return Math.max(0, clock.wall + (sim - clock.sim) / clock.rate - wall)
}

/** The same instant, at another rate from now on. */
export function withRate(clock: Clock, wall: number, rate: number): Clock {
  return { sim: simTime(clock, wall), wall, rate }
}
