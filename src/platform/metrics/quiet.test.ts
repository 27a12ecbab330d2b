import { describe, expect, it } from 'vitest'
import { fixture, NOON, SEED } from './fixture.testing.ts'
import { bucketsFrom } from './buckets.ts'
import { idleAt, wakeAt } from './quiet.ts'
import { requestsInMinute } from './traffic.ts'

const MINUTE = 60_000

describe('an app that few visit', () => {
  const made = fixture({ peakRps: 1 / 2_400 })

  it('falls asleep after half an hour without a request', () => {
    const at = idleAt(SEED, made.app, NOON) ?? NaN
    const quiet = Array.from({ length: 30 }, (_, i) => requestsInMinute(SEED, made.app, at / MINUTE - 1 - i))
    expect(quiet).toEqual(quiet.map(() => 0))
    expect(idleAt(SEED, fixture({ peakRps: 5 }).app, NOON)).toBeNull()
  })

  it('wakes at the next request, which waits for the dyno', () => {
    const asleep = idleAt(SEED, made.app, NOON) ?? NaN
    const awake = wakeAt(SEED, made.app, asleep)
    expect(awake).toBeGreaterThanOrEqual(asleep)
    made.addRun({
      size: 'Eco',
      startedAt: NOON - MINUTE,
      end: { at: asleep + 400, signalAt: asleep, reason: 'idle', status: 143 },
    })
    made.addRun({ size: 'Eco', startedAt: awake, upAt: awake + 7_000, before: 'idle', cause: 'unidle' })
    const from = Math.floor(asleep / MINUTE) * MINUTE
    const minutes = bucketsFrom(made.history(awake + MINUTE), from, MINUTE, Math.ceil((awake + MINUTE - from) / MINUTE))
    const slowest = Math.max(...minutes.flatMap(({ times }) => (times ? [times[4]] : [])))
    expect(slowest).toBeGreaterThan(7_000)
    expect(minutes.reduce((sum, { requests }) => sum + requests, 0)).toBeGreaterThan(0)
  })

  it('is looked at again where nobody comes at all', () => {
    const { app } = fixture({ peakRps: 0 })
    expect(wakeAt(SEED, app, NOON)).toBeGreaterThan(NOON + 24 * 60 * MINUTE)
  })
})
