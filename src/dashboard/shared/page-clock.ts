import { query } from '#client/query.ts'
import { control } from '#platform/control/contract.ts'
import { queryClient } from './query-client.ts'
import { createSimulatedClock } from './simulated-clock.ts'

/** The one clock that every page goes by. */
export const pageClock = createSimulatedClock()

let asked: Promise<void> | undefined

/** Resolves when the platform has said what time it is: before that, no page could say how long ago anything was. */
export function clockReady(): Promise<void> {
  return (asked ??= queryClient.ensureQueryData(query(control.clock)).then(
    ({ now, rate }) => pageClock.read(Date.parse(now), rate),
    (error: unknown) => {
      asked = undefined
      throw error
    },
  ))
}
