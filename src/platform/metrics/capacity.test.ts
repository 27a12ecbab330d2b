import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mixture, overload, PROBABILITIES, quantile, responseTimes, ROUTER_TIMEOUT } from './capacity.ts'
import { conditionalShares, isServed, OUTCOMES, outcomeIndex, outcomeOf, tallyServed } from './outcomes.ts'

const utilisation = fc.double({ min: 0, max: 4, noNaN: true })
const slots = fc.integer({ min: 1, max: 400 })
const serviceMs = fc.integer({ min: 2, max: 2_000 })
const spread = fc.double({ min: 0.5, max: 1.2, noNaN: true })

describe('response times', () => {
  it('grow with the traffic at every percentile', () => {
    fc.assert(
      fc.property(utilisation, utilisation, slots, serviceMs, spread, (a, b, c, service, deviation) => {
        const quiet = responseTimes(Math.min(a, b), c, service, deviation)
        const busy = responseTimes(Math.max(a, b), c, service, deviation)
        for (const [i, value] of quiet.entries()) expect(busy[i]).toBeGreaterThanOrEqual(value)
      }),
    )
  })

  it('are in order, and never longer than the router waits', () => {
    fc.assert(
      fc.property(utilisation, slots, serviceMs, spread, (busy, c, service, deviation) => {
        const times = responseTimes(busy, c, service, deviation)
        expect(times.toSorted((a, b) => a - b)).toEqual(times)
        expect(times[4]).toBeLessThan(ROUTER_TIMEOUT)
      }),
    )
  })

  it('rise sharply as the dynos fill up', () => {
    const [, , easy] = responseTimes(0.3, 5, 70, 0.9)
    const [, , full] = responseTimes(0.97, 5, 70, 0.9)
    expect(full).toBeGreaterThan(easy * 3)
  })
})

describe('overload', () => {
  it('begins where more comes than can be served', () => {
    expect(overload(1)).toEqual({ timeouts: 0, rejected: 0 })
    expect(overload(1.25).timeouts).toBeCloseTo(0.2)
    expect(overload(4).rejected).toBeCloseTo(0.5)
    expect(overload(4).timeouts + overload(4).rejected).toBeCloseTo(0.75)
  })
})

describe('distributions', () => {
  const times = responseTimes(0.5, 10, 40, 0.9)

  it('give back their own percentiles', () => {
    for (const [i, share] of PROBABILITIES.entries()) expect(quantile(times, share)).toBeCloseTo(times[i] ?? NaN)
  })

  it('mix by the number of requests', () => {
    const slow = [ROUTER_TIMEOUT, ROUTER_TIMEOUT, ROUTER_TIMEOUT, ROUTER_TIMEOUT, ROUTER_TIMEOUT] as const
    expect(mixture([])).toBeNull()
    expect(mixture([{ count: 3, times }])).toEqual(times)
    const some = mixture([
      { count: 90, times },
      { count: 10, times: slow },
    ])
    expect(some?.[1]).toBeLessThan(times[2])
    expect(some?.[2]).toBeCloseTo(ROUTER_TIMEOUT, -1)
  })
})

describe('outcomes', () => {
  const answers = [0.01, 0.05, 0, 0.02, 0.04, 0.01, 0, 0.01, 0, 0, 0.002, 0]

  it('are as many as the requests that meet them, in any stretch', () => {
    fc.assert(
      fc.property(
        utilisation,
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        fc.nat(2_000),
        fc.nat(500),
        (busy, phase, first, size) => {
          const shares = conditionalShares(answers, busy, responseTimes(busy, 8, 60, 0.9))
          const counts = OUTCOMES.map(() => 0)
          tallyServed(shares, phase, first, first + size, counts)
          const seen = OUTCOMES.map(() => 0)
          for (let i = first; i < first + size; i++) {
            const outcome = outcomeOf(shares, phase, i)
            seen[outcome] = (seen[outcome] ?? 0) + 1
          }
          expect(seen).toEqual(counts)
        },
      ),
    )
  })

  it('know what the app answered itself', () => {
    expect(isServed(outcomeIndex(200))).toBe(true)
    expect(isServed(outcomeIndex(500))).toBe(true)
    for (const code of ['H10', 'H11', 'H12', 'H13', 'H14', 'H18', 'H20', 'H80', 'H81'])
      expect(isServed(outcomeIndex(code))).toBe(false)
  })
})
