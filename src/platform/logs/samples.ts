import { hash, uuid } from '#kernel/random.ts'
import type { History, Life } from '#platform/metrics/history.ts'
import { samplesOf } from '#platform/metrics/memory.ts'
import { residentMb } from '#platform/metrics/series.ts'
import { UsageMeter } from '#platform/metrics/usage.ts'
import { wants, type LogFilter, type LogLine } from './line.ts'

const FEATURE = 'log-runtime-metrics'
/** What the longest load average is over. */
const LOOK_BACK = 15 * 60_000

/** What the platform says of dynos' memory and load: R14 while over the quota, and every sample if the app asked for that. */
export function sampleLog(history: History, from: number, until: number, filter: LogFilter): LogLine[] {
  const to = Math.min(until, history.now)
  const lines: LogLine[] = []
  const lives = history.lives.filter(
    ({ run }) => run.upAt !== null && run.upAt < to && (run.end?.at ?? Infinity) > from && wants(filter, 'heroku', run.name),
  )
  if (to <= from || lives.length === 0) return lines
  const meter = new UsageMeter(history, from - LOOK_BACK, to)
  for (const life of lives) {
    const { run, key, size } = life
    const say = (at: number, n: number, text: string) =>
      lines.push({
        micros: Math.floor(at) * 1000 + (key % 700) + n * 60,
        key: hash(key, 'sample', n),
        source: 'heroku',
        dyno: run.name,
        text,
      })
    for (const at of meter.swaps(life, from, to)) {
      const { memoryMb } = meter.at(life, at)
      say(at, 0, `Process running mem=${Math.round(memoryMb)}M(${((memoryMb / size.memoryMb) * 100).toFixed(1)}%)`)
      say(at, 1, 'Error R14 (Memory quota exceeded)')
    }
    if (!metricsWanted(history, life)) continue
    for (const at of samplesOf(life, from, to)) {
      say(at, 2, loadText(history, life, meter, at))
      say(at, 3, memoryText(history, life, meter, at))
    }
  }
  return lines
}

/** heroku-facts C.7: the feature counts for dynos that started after it was switched on. */
function metricsWanted({ app, activities }: History, { run }: Life): boolean {
  const switched = activities.filter(({ line }) => line?.includes(` ${FEATURE} feature`))
  const last = switched.findLast(({ at }) => at <= run.startedAt)
  return last ? last.line?.startsWith('Enable') === true : switched.length === 0 && app.features.includes(FEATURE)
}

const sourceOf = ({ seed, app }: History, { run }: Life) =>
  `source=${run.name} dyno=heroku.${10_000_000 + (hash(seed, app.id) % 90_000_000)}.${uuid(seed, 'metrics', run.dynoId)}`

function loadText(history: History, life: Life, meter: UsageMeter, at: number): string {
  const since = life.run.upAt ?? at
  const mean = (minutes: number) => {
    const times = [0, 0.33, 0.66, 1].map((share) => Math.max(since, at - share * minutes * 60_000))
    return (times.reduce((sum, time) => sum + meter.at(life, time).load, 0) / times.length).toFixed(2)
  }
  return `${sourceOf(history, life)} sample#load_avg_1m=${mean(0)} sample#load_avg_5m=${mean(5)} sample#load_avg_15m=${mean(15)}`
}

function memoryText(history: History, life: Life, meter: UsageMeter, at: number): string {
  const { memoryMb } = meter.at(life, at)
  const rss = residentMb(memoryMb, life)
  const pages = Math.round(memoryMb * 256 + (at - (life.run.upAt ?? at)) / 900)
  const mb = (value: number) => `${value.toFixed(2)}MB`
  return `${sourceOf(history, life)} sample#memory_total=${mb(memoryMb)} sample#memory_rss=${mb(rss)} sample#memory_cache=${mb(0)} sample#memory_swap=${mb(memoryMb - rss)} sample#memory_pgpgin=${pages + 5_400}pages sample#memory_pgpgout=${pages}pages sample#memory_quota=${mb(life.size.memoryMb)}`
}
