import { hash } from '#kernel/random.ts'
import type { Run } from '#platform/dynos/model.ts'
import { portOf } from '#platform/dynos/plan.ts'
import { isFormation, type History, type Life } from '#platform/metrics/history.ts'
import { plain, type LogLine } from './line.ts'

// What the platform says of a dyno's life (heroku-facts C.6), in words that people search their logs for.

/** heroku-facts B.5: a process has this long to stop. */
const GRACE = 30_000

/** Lines that a run's rows cause; `at` in ms with a fraction. */
type Say = (at: number, text: string) => void

const withPort = (run: Run) => plain(run.command.replaceAll(/\$(?:PORT\b|\{PORT\})/g, String(portOf(run))))

/** The lines of a run, in order. Each depends only on what was so at its time. */
export function lifecycleLines(life: Life): LogLine[] {
  const { run, key } = life
  const lines: LogLine[] = []
  const fraction = key % 90
  const say: Say = (at, text) => {
    lines.push({
      micros: Math.floor(at * 1000) + fraction,
      key: hash(key, 'life', lines.length),
      source: 'heroku',
      dyno: run.name,
      text,
    })
  }
  if (isFormation(run)) sayStart(run, say)
  else {
    say(run.launchedAt + 0.3, 'State changed from starting to up')
    say(run.launchedAt + 0.4, `Starting process with command \`${withPort(run)}\``)
  }
  sayEnd(life, say)
  return lines
}

function sayStart(run: Run, say: Say): void {
  if (run.cause === 'unidle') say(run.startedAt + 0.5, 'Unidling')
  const before = run.before === null || run.before === 'idle' || run.before === 'starting' ? 'down' : run.before
  say(run.startedAt + 0.6, `State changed from ${before} to starting`)
  say(run.launchedAt + 0.4, `Starting process with command \`${withPort(run)}\``)
  if (run.upAt !== null) say(run.upAt + 0.7, 'State changed from starting to up')
}

function sayEnd({ run, size }: Life, say: Say): void {
  const { end } = run
  if (!end) return
  const was = run.upAt === null ? 'starting' : 'up'
  if (end.signalAt !== null) return sayStop(run, end.signalAt, end.at, say)
  if (end.reason === 'boot-timeout') {
    say(end.at, 'Error R10 (Boot timeout) -> Web process failed to bind to $PORT within 60 seconds of launch')
    say(end.at + 0.2, 'Stopping process with SIGKILL')
  }
  if (end.reason === 'memory') {
    const used = size.memoryMb * 2 * 1.006
    say(end.at, `Process running mem=${Math.round(used)}M(${((used / size.memoryMb) * 100).toFixed(1)}%)`)
    say(end.at + 0.1, 'Error R15 (Memory quota vastly exceeded)')
    say(end.at + 0.2, 'Stopping process with SIGKILL')
  }
  say(end.at + 0.5, `Process exited with status ${end.status}`)
  if (isFormation(run)) say(end.at + 0.8, `State changed from ${was} to crashed`)
  else say(end.at + 0.8, 'State changed from up to complete')
}

/** A process that was told to stop; where another run follows at once, that one says what state the dyno is in. */
function sayStop(run: Run, signalAt: number, exitAt: number, say: Say): void {
  const reason = run.end?.reason
  const was = run.upAt === null || run.upAt > signalAt ? 'starting' : 'up'
  if (reason === 'idle') say(signalAt + 0.1, 'Idling')
  if (reason === 'cycle') say(signalAt + 0.1, 'Cycling')
  if (reason === 'restart' || reason === 'release') say(signalAt + 0.1, 'Restarting')
  if (reason === 'idle' || (reason === 'stop' && isFormation(run))) say(signalAt + 0.2, `State changed from ${was} to down`)
  const stopped = Math.min(exitAt, signalAt + GRACE)
  say(signalAt + (stopped - signalAt) * 0.4, 'Stopping all processes with SIGTERM')
  if (exitAt - signalAt >= GRACE) {
    say(stopped, 'Error R12 (Exit timeout) -> At least one process failed to exit within 30 seconds of SIGTERM')
    say(stopped + 0.1, 'Stopping remaining processes with SIGKILL')
  }
  say(exitAt + 0.5, `Process exited with status ${run.end?.status ?? 143}`)
  if (reason === 'scale') say(exitAt + 0.8, `State changed from ${was} to down`)
  if (!isFormation(run)) say(exitAt + 0.8, 'State changed from up to complete')
}

/** What people and the platform's API did: lines under `app[api]`. Those of the same time stay in their order. */
export function apiLines({ activities, lives }: History, from: number, to: number): LogLine[] {
  const lines: LogLine[] = []
  const say = (at: number, key: number, text: string) => {
    const same = lines.findLast((line) => Math.floor(line.micros / 1000) === at)
    const micros = same ? same.micros + 1 : at * 1000 + (hash(at) % 80)
    lines.push({ micros, key, source: 'app', dyno: 'api', text: plain(text) })
  }
  for (const { id, at, line } of activities) if (line !== null && at >= from && at < to) say(at, hash(id), line)
  for (const { run, key } of lives) {
    if (run.askedBy === null || run.startedAt < from || run.startedAt >= to) continue
    const told = activities.some(({ at, kind, line }) => kind === 'run' && line !== null && Math.abs(at - run.startedAt) < 1_000)
    if (!told) say(run.startedAt, key, `Starting process with command \`${run.command}\` by user ${run.askedBy}`)
  }
  return lines
}
