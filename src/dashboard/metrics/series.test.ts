import { describe, expect, test } from 'vitest'
import { rangeNames, rangeOf, ranges, stepMs, windowAt } from './ranges.ts'
import { csvOf, mean, throughput, timesOf } from './series.ts'

const series = (data: Record<string, (number | null)[]>) => ({
  start_time: '2026-05-04T08:00:00Z',
  end_time: '2026-05-04T08:20:00Z',
  step: '10m',
  data,
})

describe('ranges', () => {
  test.each(rangeNames)('%s begins and ends on whole buckets', (name) => {
    const { start_time, end_time, step } = windowAt(name, Date.parse('2026-05-04T08:03:17.250Z'))
    expect(Date.parse(end_time) - Date.parse(start_time)).toBe(ranges[name].span)
    expect(Date.parse(end_time) % stepMs[step]).toBe(0)
    expect(end_time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
  })

  test('the bucket that is filling is part of it', () => {
    expect(windowAt('2h', Date.parse('2026-05-04T08:03:17Z')).end_time).toBe('2026-05-04T08:04:00Z')
    expect(windowAt('48h', Date.parse('2026-05-04T08:03:17Z')).end_time).toBe('2026-05-03T08:10:00Z')
  })

  test('an address that names none means a day', () => {
    expect([rangeOf('7d'), rangeOf('1y'), rangeOf(null)]).toEqual(['7d', '24h', '24h'])
  })
})

describe('series', () => {
  test('when buckets begin', () => {
    expect(timesOf(series({})).map((time) => new Date(time).toISOString())).toEqual([
      '2026-05-04T08:00:00.000Z',
      '2026-05-04T08:10:00.000Z',
    ])
  })

  test('requests a second by class', () => {
    const classes = throughput(series({ 200: [600, null], 201: [600, 1200], 503: [6, 0] }))
    expect(classes).toEqual([
      { id: '2xx', values: [2, 2] },
      { id: '3xx', values: [] },
      { id: '4xx', values: [] },
      { id: '5xx', values: [0.01, 0] },
    ])
  })

  test('the mean leaves out what is not known', () => {
    expect([mean([1, null, 3]), mean([null]), mean([])]).toEqual([2, null, null])
  })

  test('as CSV', () => {
    const csv = csvOf(timesOf(series({})), [
      { label: 'p95, ms', values: [12.5, null] },
      { label: '5xx', values: [0, 3] },
    ])
    expect(csv).toBe('time,"p95, ms",5xx\r\n2026-05-04T08:00:00.000Z,12.5,0\r\n2026-05-04T08:10:00.000Z,,3\r\n')
  })
})
