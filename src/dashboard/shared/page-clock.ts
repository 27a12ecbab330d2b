import { createSimulatedClock } from './simulated-clock.ts'

/** The one clock that every page goes by. */
export const pageClock = createSimulatedClock()
