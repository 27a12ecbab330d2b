import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Runtime } from '#platform/builds/types.ts'
import { bucketsFrom } from '#platform/metrics/buckets.ts'
import { express, fixture, NOON, rails, type Fixture } from '#platform/metrics/fixture.testing.ts'
import type { History } from '#platform/metrics/history.ts'
import { OUTCOMES } from '#platform/metrics/outcomes.ts'
import { dynoErrors } from '#platform/metrics/series.ts'
import { EVERYTHING, formatLine, lineId, microsOf, plain, type LogLine } from './line.ts'
import { firstLines, lastLines, linesBetween } from './lines.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const read = (history: History, from: number, to: number, filter = EVERYTHING) => linesBetween(history, from, to, filter)
const text = (lines: readonly LogLine[]) => lines.map(formatLine)
const said = (lines: readonly LogLine[], dyno: string) => lines.filter((line) => line.dyno === dyno).map((line) => line.text)

/** An eventful quarter of an hour: a restart, a crash, a wait, maintenance, swapping, a worker, a command, people at work. */
function eventful(runtime: Runtime = express): Fixture {
  const made = fixture({
    runtime,
    peakRps: 4,
    app: { features: ['log-runtime-metrics'], maintenances: [{ from: NOON - 3 * MINUTE, to: NOON - 2 * MINUTE }] },
  })
  const restart = NOON - 10 * MINUTE
  made.addRun({ env: { LEAK_MB_PER_HOUR: '260' }, end: { at: restart + 900, signalAt: restart, reason: 'restart', status: 143 } })
  made.addRun({
    startedAt: restart,
    before: 'up',
    cause: 'restart',
    upAt: restart + 9_000,
    end: { at: NOON - 6 * MINUTE, signalAt: null, reason: 'crash', status: 1 },
  })
  made.addRun({ startedAt: NOON - 6 * MINUTE + 1_000, before: 'crashed', cause: 'crash', upAt: NOON - 6 * MINUTE + 12_000 })
  made.addRun({ name: 'worker.1', command: 'npm run work' })
  made.addRun({
    name: 'run.4821',
    command: 'rake db:seed',
    askedBy: 'ada@example.test',
    startedAt: NOON - 5 * MINUTE,
    upAt: null,
    cause: 'run',
    end: { at: NOON - 4 * MINUTE, signalAt: null, reason: 'exit', status: 0 },
  })
  made.addActivity({ at: restart, kind: 'config', line: 'Set GREETING config vars by user ada@example.test' })
  made.addActivity({ at: restart, kind: 'release', line: 'Release v4 created by user ada@example.test' })
  return made
}

describe('a window of the log', () => {
  it('is the same each time and in any pieces', () => {
    const history = eventful().history()
    const from = NOON - 12 * MINUTE
    const whole = text(read(history, from, NOON))
    expect(whole.length).toBeGreaterThan(3_000)
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 12 * MINUTE }), { maxLength: 6 }), (cuts) => {
        const edges = [from, ...cuts.map((cut) => from + cut).sort((a, b) => a - b), NOON]
        const pieces = edges.slice(1).flatMap((to, i) => text(read(eventful().history(), edges[i] ?? from, to)))
        expect(pieces).toEqual(whole)
      }),
      { numRuns: 8 },
    )
  })

  it('does not change by what happens after it', () => {
    const made = eventful()
    const to = NOON - 6 * MINUTE - 30_000
    const before = text(read(made.history(to), NOON - 12 * MINUTE, to))
    made.addRun({ name: 'web.2', startedAt: to })
    made.addActivity({ at: to, line: 'Later' })
    made.change({
      traffic: [...made.app.traffic, { from: to, peakRps: 300, shape: 'daily' }],
      maintenances: [...made.app.maintenances, { from: to, to: null }],
    })
    expect(text(read(made.history(), NOON - 12 * MINUTE, to))).toEqual(before)
  })

  it('has lines of the right form, in order, each with an id of its own', () => {
    for (const runtime of [express, rails]) {
      const lines = read(eventful(runtime).history(), NOON - 12 * MINUTE, NOON)
      for (const line of text(lines))
        expect(line).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00 (app|heroku)\[[a-z]+(\.\d+)?\]: [^\n]+$/)
      expect(lines.map(({ micros }) => micros)).toEqual(lines.map(({ micros }) => micros).sort((a, b) => a - b))
      expect(new Set(lines.map(lineId)).size).toBe(lines.length)
      for (const line of lines) expect(microsOf(lineId(line))).toBe(line.micros)
    }
  })

  it('holds what the filter asks for', () => {
    const history = eventful().history()
    const all = read(history, NOON - 12 * MINUTE, NOON)
    const filters = [
      { ...EVERYTHING, source: 'app' },
      { ...EVERYTHING, source: 'heroku' },
      { ...EVERYTHING, dyno: 'web.1' },
      { ...EVERYTHING, dyno: 'router' },
      { ...EVERYTHING, type: 'worker' },
      { ...EVERYTHING, source: 'app', dyno: 'api' },
      { ...EVERYTHING, dyno: 'web.12' },
    ]
    for (const filter of filters) {
      const wanted = all.filter(
        ({ source, dyno }) =>
          (filter.source === null || source === filter.source) &&
          (filter.dyno === null || dyno === filter.dyno) &&
          (filter.type === null || dyno.split('.')[0] === filter.type),
      )
      expect(text(read(history, NOON - 12 * MINUTE, NOON, filter))).toEqual(text(wanted))
    }
  })
})

describe('router lines', () => {
  const ROUTER =
    /^(sock=(client|backend) )?at=(info|warning|error)( code=H\d\d desc="[A-Z][^"]+")? method=[A-Z]+ path="\/[^"\s]*" host=corner-shop-0123456789ab\.herokuapp\.com request_id=[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12} fwd="(192\.0\.2|198\.51\.100|203\.0\.113)\.\d{1,3}" (dyno=web\.\d connect=\d+ms service=\d+ms|dyno= connect= service=) status=\d{3} bytes=\d* protocol=http(1\.1|2\.0) tls=true tls_version=tls1\.3$/

  it('are as many as the metrics count, minute by minute and status by status', () => {
    const busy = fixture({ runtime: rails, peakRps: 110 })
    busy.addRun()
    for (const made of [eventful(), busy]) {
      const history = made.history()
      const from = NOON - (made === busy ? 2 : 12) * MINUTE
      const minutes = bucketsFrom(history, from, MINUTE, (NOON - from) / MINUTE)
      for (const [i, minute] of minutes.entries()) {
        const lines = said(read(history, from + i * MINUTE, from + (i + 1) * MINUTE, { ...EVERYTHING, dyno: 'router' }), 'router')
        expect(lines.length).toBe(minute.requests)
        for (const [o, { code, status }] of OUTCOMES.entries()) {
          const these = lines.filter(
            (line) =>
              line.includes(` status=${status} `) && (code === null ? !line.includes(' code=') : line.includes(` code=${code} `)),
          )
          expect(these.length).toBe(minute.outcomes[o])
        }
      }
    }
  })

  it('have the form of the router', () => {
    const busy = fixture({ runtime: rails, peakRps: 110 })
    busy.addRun()
    const lines = [eventful(), busy].flatMap((made) => {
      const from = NOON - (made === busy ? 1 : 12) * MINUTE
      return said(read(made.history(), from, NOON, { ...EVERYTHING, dyno: 'router' }), 'router')
    })
    for (const line of lines) expect(line).toMatch(ROUTER)
    expect(lines.find((line) => line.includes('code=H12'))).toMatch(
      /at=error code=H12 desc="Request timeout" .* connect=\d+ms service=3000\dms status=503 bytes=0 /,
    )
  })

  it('show how long a request waited for a dyno', () => {
    const waits = said(read(eventful().history(), NOON - 10 * MINUTE, NOON - 9 * MINUTE), 'router').map((line) =>
      Number(/connect=(\d+)ms/.exec(line)?.[1]),
    )
    expect(Math.max(...waits)).toBeGreaterThan(6_000)
    expect(Math.max(...waits)).toBeLessThanOrEqual(9_000)
  })

  it('and the app agree about a request', () => {
    const lines = read(eventful(rails).history(), NOON - MINUTE, NOON)
    const line = lines.find(
      ({ dyno, text: words }) => dyno === 'router' && words.includes('method=GET') && words.includes(' status=200 '),
    )
    const [, path, id, service] = /path="([^"]+)".* request_id=(\S+) .* service=(\d+)ms/.exec(line?.text ?? '') ?? []
    const own = lines.filter(({ text: words }) => words.startsWith(`[${id}] `)).map(({ text: words }) => words)
    expect(own[0]).toContain(`Started GET "${path}"`)
    expect(own.at(-1)).toContain(`Completed 200 OK in ${service}ms`)
  })
})

describe('what the platform says of a dyno', () => {
  const life = (made: Fixture, name = 'web.1') =>
    said(read(made.history(), NOON - 4 * HOUR, NOON, { ...EVERYTHING, source: 'heroku', dyno: name }), name).filter(
      (line) => !line.startsWith('source='),
    )

  it('is its whole life, in order', () => {
    const made = fixture({ peakRps: 0 })
    const stop = NOON - HOUR
    made.addRun({ command: 'serve -p $PORT', end: { at: stop + 800, signalAt: stop, reason: 'restart', status: 143 } })
    made.addRun({ startedAt: stop, before: 'up', cause: 'restart' })
    const lines = life(made)
    expect(lines[1]).toMatch(/^Starting process with command `serve -p \d{4,5}`$/)
    expect(lines.map((line) => line.replace(/`.*`/, '`...`'))).toEqual([
      'State changed from down to starting',
      'Starting process with command `...`',
      'State changed from starting to up',
      'Restarting',
      'State changed from up to starting',
      'Stopping all processes with SIGTERM',
      'Process exited with status 143',
      'Starting process with command `...`',
      'State changed from starting to up',
    ])
  })

  it.each([
    [
      { at: NOON - 1_000, signalAt: null, reason: 'crash', status: 1 } as const,
      ['Process exited with status 1', 'State changed from up to crashed'],
    ],
    [
      { at: NOON - 1_000, signalAt: null, reason: 'boot-timeout', status: 137 } as const,
      [
        'Error R10 (Boot timeout) -> Web process failed to bind to $PORT within 60 seconds of launch',
        'Stopping process with SIGKILL',
        'Process exited with status 137',
        'State changed from starting to crashed',
      ],
    ],
    [
      { at: NOON - 1_000, signalAt: null, reason: 'memory', status: 137 } as const,
      [
        'Process running mem=1030M(201.2%)',
        'Error R15 (Memory quota vastly exceeded)',
        'Stopping process with SIGKILL',
        'Process exited with status 137',
        'State changed from up to crashed',
      ],
    ],
    [
      { at: NOON - 1_000, signalAt: NOON - 2_000, reason: 'idle', status: 143 } as const,
      ['Idling', 'State changed from up to down', 'Stopping all processes with SIGTERM', 'Process exited with status 143'],
    ],
    [
      { at: NOON - 1_000, signalAt: NOON - 32_000, reason: 'scale', status: 137 } as const,
      [
        'Stopping all processes with SIGTERM',
        'Error R12 (Exit timeout) -> At least one process failed to exit within 30 seconds of SIGTERM',
        'Stopping remaining processes with SIGKILL',
        'Process exited with status 137',
        'State changed from up to down',
      ],
    ],
  ])('ends as it ended: %o', (end, words) => {
    const made = fixture({ peakRps: 0 })
    made.addRun({ end, ...(end.reason === 'boot-timeout' ? { upAt: null } : {}) })
    expect(life(made).slice(-words.length)).toEqual(words)
  })

  it('tells of a command that someone ran', () => {
    const made = eventful()
    expect(life(made, 'run.4821')).toEqual([
      'State changed from starting to up',
      'Starting process with command `rake db:seed`',
      'Process exited with status 0',
      'State changed from up to complete',
    ])
    expect(said(read(made.history(), NOON - 12 * MINUTE, NOON), 'api')).toEqual([
      'Set GREETING config vars by user ada@example.test',
      'Release v4 created by user ada@example.test',
      'Starting process with command `rake db:seed` by user ada@example.test',
    ])
  })

  it('tells of a command that was stopped', () => {
    const made = fixture({ peakRps: 0 })
    made.addRun({ name: 'run.1', cause: 'run', end: { at: NOON - 1_000, signalAt: NOON - 2_000, reason: 'stop', status: 143 } })
    expect(life(made, 'run.1').slice(2)).toEqual([
      'Stopping all processes with SIGTERM',
      'Process exited with status 143',
      'State changed from up to complete',
    ])
  })

  it('tells of memory past the quota as often as the metrics count', () => {
    const history = eventful().history()
    const from = NOON - 40 * MINUTE
    const lines = said(read(history, from, NOON, { ...EVERYTHING, dyno: 'web.1', source: 'heroku' }), 'web.1')
    const errors = lines.filter((line) => line === 'Error R14 (Memory quota exceeded)')
    expect(errors.length).toBeGreaterThan(20)
    expect(errors.length).toBe([...dynoErrors(history, 'web', from, NOON)].filter(([code]) => code === 'R14').length)
    for (const line of lines.filter((candidate) => candidate.startsWith('Process running')))
      expect(line).toMatch(/^Process running mem=\d+M\(1\d\d\.\d%\)$/)
  })

  it('has runtime metrics of dynos that started with the feature on', () => {
    const made = fixture({ peakRps: 1, app: { features: ['log-runtime-metrics'] } })
    made.addRun({ name: 'web.1', startedAt: NOON - HOUR })
    made.addRun({ name: 'web.2', startedAt: NOON - 10 * MINUTE })
    made.addActivity({ at: NOON - 20 * MINUTE, line: 'Enable log-runtime-metrics feature by user ada@example.test' })
    const of = (dyno: string) =>
      said(read(made.history(), NOON - 5 * MINUTE, NOON), dyno).filter((line) => line.startsWith('source='))
    expect(of('web.1')).toEqual([])
    expect(of('web.2').length).toBe(30)
    expect(of('web.2')[0]).toMatch(
      /^source=web\.2 dyno=heroku\.\d+\.[\da-f-]{36} sample#load_avg_1m=\d+\.\d\d sample#load_avg_5m=\d+\.\d\d sample#load_avg_15m=\d+\.\d\d$/,
    )
    expect(of('web.2')[1]).toMatch(
      / sample#memory_total=\d+\.\d\dMB sample#memory_rss=\d+\.\d\dMB sample#memory_cache=0\.00MB sample#memory_swap=0\.00MB sample#memory_pgpgin=\d+pages sample#memory_pgpgout=\d+pages sample#memory_quota=512\.00MB$/,
    )
  })
})

describe('text that people write', () => {
  it('cannot forge a line', () => {
    const made = fixture({ peakRps: 0 })
    const forged = 'x\n2026-06-10T12:00:00.000000+00:00 heroku[router]: at=info\u0007\u2028\u202e'
    made.addRun({ name: 'run.1', command: forged, askedBy: forged, startedAt: NOON - MINUTE, cause: 'run' })
    made.addActivity({ at: NOON - 1_000, line: `Set A config vars by user ${forged}` })
    const all = read(made.history(), NOON - 2 * MINUTE, NOON)
    expect(said(all, 'router')).toEqual([])
    expect(said(all, 'api').length).toBe(2)
    const lines = text(all)
    expect(lines.length).toBeGreaterThan(3)
    // oxlint-disable-next-line no-control-regex -- these are the characters that must not get through
    for (const line of lines) expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e]/)
    expect(plain('a\nb')).toBe('a\\x0ab')
  })
})

describe('the last lines', () => {
  it('are what the log ends with', () => {
    const history = eventful().history()
    const all = text(read(history, NOON - 40 * MINUTE, NOON))
    for (const count of [0, 1, 100, 1500])
      expect(text(lastLines(history, count, EVERYTHING))).toEqual(count === 0 ? [] : all.slice(-count))
    expect(text(lastLines(history, 50, EVERYTHING, NOON - 6 * MINUTE))).toEqual(
      text(read(history, NOON - 12 * MINUTE, NOON - 6 * MINUTE)).slice(-50),
    )
  })

  it('begin where one wants to, and are then those that a window begins with', () => {
    const history = eventful().history()
    const since = NOON - 11 * MINUTE
    const all = text(read(history, since, NOON))
    for (const count of [0, 1, 100, 1500])
      expect(text(firstLines(history, count, EVERYTHING, since, NOON + HOUR))).toEqual(all.slice(0, count))
    expect(firstLines(history, 10, EVERYTHING, NOON, NOON + HOUR)).toEqual([])
  })

  it('reach back a week and no further', () => {
    const made = fixture({ peakRps: 0 })
    made.addActivity({ at: NOON - 6 * 24 * HOUR, line: 'Six days ago' })
    made.addActivity({ at: NOON - 8 * 24 * HOUR, line: 'Eight days ago' })
    expect(lastLines(made.history(), 100, EVERYTHING).map((line) => line.text)).toEqual(['Six days ago'])
  })

  it('cost little where a filter finds nothing', () => {
    const made = fixture({ peakRps: 500 })
    made.addRun()
    expect(lastLines(made.history(), 100, { ...EVERYTHING, dyno: 'run.1' })).toEqual([])
  })
})
