import { between, integer } from '#kernel/random.ts'
import { record } from '#platform/apps/activity.ts'
import type { App } from '#platform/apps/model.ts'
import { countDyno } from '#platform/billing/meters.ts'
import { exceedsMemoryAt } from '#platform/metrics/memory.ts'
import { idleAt, wakeAt } from '#platform/metrics/quiet.ts'
import type { Release } from '#platform/releases/model.ts'
import type { PlatformWorld } from '#platform/world.ts'
import type { Dyno, EndReason, Next, Run, RunCause } from './model.ts'
import { planOf } from './plan.ts'
import { canPreboot, sizeOf } from './sizes.ts'

// The life of a dyno (heroku-facts B.5). A dyno stands in one state, and one alarm says what happens to it next by itself.

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const BOOT_TIMEOUT = 60_000
/** How long old and new dynos overlap with preboot. */
const PREBOOT_OVERLAP = 3 * MINUTE
/** A crash later than this after the start counts as a first one. */
const STABLE_AFTER = 10 * MINUTE
const LONGEST_COOL_OFF = 24 * HOUR
/** Seconds that a release phase may take (heroku-facts B.7). */
const LONGEST_RELEASE = 86_400
/** What logs and metrics reach back, and a day. */
const RUNS_KEPT = 8 * 24 * HOUR

interface NewDyno {
  readonly app: App
  readonly release: Release
  readonly name: string
  readonly type: string
  readonly command: string
  readonly cause: RunCause
  readonly size?: string
  readonly oneOff?: Dyno['oneOff']
}

/** Places a new dyno. */
export function startDyno(world: PlatformWorld, asked: NewDyno): Dyno {
  const { app, release, name, type, command, cause, oneOff = null } = asked
  const size = asked.size ?? sizeForOneOff(world, app)
  const { id: appId } = app
  const id = world.newId('dyno')
  const dyno: Dyno = {
    id,
    appId,
    name,
    type,
    size,
    command,
    state: 'down',
    releaseId: release.id,
    version: release.version,
    runId: '',
    next: null,
    crashes: 0,
    oneOff,
    createdAt: world.now,
    updatedAt: world.now,
  }
  world.tables.dynos.insert(dyno)
  return launch(world, dyno, cause, null)
}

/** One-off and release dynos have the size of the app's web dynos. */
function sizeForOneOff(world: PlatformWorld, app: App): string {
  const formations = world.tables.formations.by('app', app.id)
  return (formations.find((row) => row.type === 'web') ?? formations[0])?.size ?? 'Basic'
}

/** Begins a new run of a dyno: it is placed now, its command starts some seconds later. */
function launch(world: PlatformWorld, dyno: Dyno, cause: RunCause, before: Run['before']): Dyno {
  const { tables, now, seed } = world
  const release = tables.releases.must(dyno.releaseId)
  const slug = release.slugId === null ? undefined : tables.slugs.get(release.slugId)
  const id = world.newId('run')
  const user = dyno.oneOff && tables.accounts.get(dyno.oneOff.userId)
  // A large slug takes longer to reach the dyno.
  const placing = between(1_800, 3_600, seed, 'placing', id) + ((slug?.size ?? 0) / 1e9) * 6_000
  const run = tables.runs.insert({
    id,
    appId: dyno.appId,
    dynoId: dyno.id,
    name: dyno.name,
    type: dyno.type,
    size: dyno.size,
    command: dyno.command,
    version: dyno.version,
    slugId: release.slugId,
    env: { ...release.config, ...dyno.oneOff?.env },
    cause,
    askedBy: user?.email ?? null,
    terminal: false,
    before,
    startedAt: now,
    launchedAt: now + Math.round(placing),
    upAt: null,
    end: null,
  })
  forgetOldRuns(world, dyno)
  const { outcome } = planOf(tables, run)
  const [next, delay] = firstStep(outcome)
  return schedule(world, dyno, { state: 'starting', runId: id }, next, run.launchedAt + delay)
}

function firstStep(outcome: ReturnType<typeof planOf>['outcome']): [Next, number] {
  switch (outcome.kind) {
    case 'serves':
    case 'runs':
      return [{ to: 'up' }, Math.min(outcome.bootMs, BOOT_TIMEOUT)]
    case 'never-binds':
      return [{ to: 'boot-timeout' }, BOOT_TIMEOUT]
    case 'exits':
      return [{ to: 'exit', status: outcome.status }, outcome.afterMs]
  }
}

/**
 * Drops runs that are older than logs and metrics reach: a dyno's own when it starts anew, and those of dynos that are gone
 * when another does that is not one of many. Those of release phases stay, for their output.
 */
function forgetOldRuns({ tables, now }: PlatformWorld, dyno: Dyno): void {
  const { runs, dynos } = tables
  const oneOfMany = !dyno.oneOff && dyno.type !== 'release' && indexOf(dyno) > 1
  for (const run of oneOfMany ? runs.by('dyno', dyno.id) : runs.by('app', dyno.appId)) {
    const isOld = run.end && run.end.at < now - RUNS_KEPT
    if (isOld && run.type !== 'release' && (run.dynoId === dyno.id || dynos.get(run.dynoId)?.runId !== run.id))
      runs.delete(run.id)
  }
}

function schedule(world: PlatformWorld, dyno: Dyno, patch: Partial<Dyno>, next: Next | null, at: number): Dyno {
  if (next) world.setAlarm('dyno', dyno.id, at)
  else world.cancelAlarm('dyno', dyno.id)
  return change(world, dyno, { ...patch, next, updatedAt: world.now })
}

/** What a dyno costs follows from its row. */
function change(world: PlatformWorld, { id }: Dyno, patch: Partial<Dyno>): Dyno {
  const before = world.tables.dynos.must(id)
  const after = world.tables.dynos.update(id, patch)
  countDyno(world, before, after)
  return after
}

/** What becomes of a dyno at its alarm. */
export function onDynoAlarm(world: PlatformWorld, dynoId: string): void {
  const dyno = world.tables.dynos.get(dynoId)
  if (!dyno?.next) return
  const run = world.tables.runs.must(dyno.runId)
  switch (dyno.next.to) {
    case 'up':
      return becomeUp(world, dyno, run)
    case 'exit':
      return dyno.oneOff || dyno.type === 'release'
        ? complete(world, dyno, run, dyno.next.status)
        : crash(world, dyno, run, 'crash', dyno.next.status)
    case 'boot-timeout':
      return crash(world, dyno, run, 'boot-timeout', 137)
    case 'memory':
      return crash(world, dyno, run, 'memory', 137)
    case 'cycle':
      return restartDyno(world, dyno, 'cycle')
    case 'idle':
      return fallAsleep(world, dyno, run)
    case 'wake':
      return wake(world, dyno)
    case 'retry':
      return void launch(world, dyno, 'crash', 'crashed')
    case 'expire':
      endRun(world, run, 'expire', 143, world.now)
      return complete(world, dyno, world.tables.runs.must(run.id), 143)
  }
}

function becomeUp(world: PlatformWorld, dyno: Dyno, run: Run): void {
  const up = world.tables.runs.update(run.id, { upAt: world.now })
  // Whatever was to end by itself would have exited instead.
  const seconds = dyno.type === 'release' ? LONGEST_RELEASE : dyno.oneOff?.timeToLive
  if (seconds !== undefined) return void schedule(world, dyno, { state: 'up' }, { to: 'expire' }, run.startedAt + seconds * 1000)
  planDay(world, change(world, dyno, { state: 'up' }), up)
}

/** Sets the alarm of a dyno that is up: whichever comes first of cycling, running out of memory, and falling asleep. */
function planDay(world: PlatformWorld, dyno: Dyno, run: Run): void {
  const app = world.tables.apps.must(dyno.appId)
  const size = sizeOf(dyno.size)
  // heroku-facts B.5: every 24 hours and a random part of up to 216 minutes.
  let next: Next = { to: 'cycle' }
  let at = run.startedAt + 24 * HOUR + integer(0, 216 * MINUTE, world.seed, 'cycle', run.id)
  const runtime = run.slugId === null ? null : (world.tables.slugs.get(run.slugId)?.runtime ?? null)
  const full = runtime && exceedsMemoryAt(world.seed, app, runtime, size, run, world.now)
  if (full !== null && full < at) {
    next = { to: 'memory' }
    at = full
  }
  const idle = size.tier === 'eco' && dyno.type === 'web' ? idleAt(world.seed, app, world.now) : null
  if (idle !== null && idle < at) {
    next = { to: 'idle' }
    at = idle
  }
  schedule(world, dyno, {}, next, at)
}

/** Plans anew what depends on an app's traffic, after it changed. */
export function replan(world: PlatformWorld, app: App): void {
  for (const dyno of world.tables.dynos.by('app', app.id)) {
    if (dyno.state === 'up' && !dyno.oneOff && dyno.type !== 'release') planDay(world, dyno, world.tables.runs.must(dyno.runId))
    if (dyno.state === 'idle') schedule(world, dyno, {}, { to: 'wake' }, wakeAt(world.seed, app, world.now))
  }
}

function endRun(world: PlatformWorld, run: Run, reason: EndReason, status: number, signalAt: number | null): void {
  // A process that is told to stop takes a moment to (heroku-facts B.5).
  const at = signalAt === null ? world.now : signalAt + integer(150, 2_400, world.seed, 'stopping', run.id)
  if (!run.end) world.tables.runs.update(run.id, { end: { at, signalAt, reason, status } })
}

/** A command that was to end has ended: the dyno is gone, and a release phase is decided. */
function complete(world: PlatformWorld, dyno: Dyno, run: Run, status: number): void {
  endRun(world, run, 'exit', status, null)
  removeRow(world, dyno)
  // What that means for the release is decided there, at once.
  if (dyno.type === 'release') world.setAlarm('release', dyno.releaseId, world.now)
}

/** How soon a process with a terminal is up, in ms: it has nothing to boot. */
const TERMINAL_BOOT = 300

/** A terminal is attached to a one-off dyno: from now on its process ends when the terminal says so, or its time is over. */
export function attachTerminal(world: PlatformWorld, dyno: Dyno): Run {
  const run = world.tables.runs.must(dyno.runId)
  if (dyno.next?.to === 'exit' || (dyno.state === 'starting' && !run.terminal))
    schedule(world, dyno, {}, { to: 'up' }, Math.max(world.now, run.launchedAt + TERMINAL_BOOT))
  return run.terminal ? run : world.tables.runs.update(run.id, { terminal: true })
}

/** The process of a dyno with a terminal has ended. */
export function endTerminal(world: PlatformWorld, dyno: Dyno, status: number): void {
  complete(world, dyno, world.tables.runs.must(dyno.runId), status)
}

function removeRow(world: PlatformWorld, dyno: Dyno): void {
  world.cancelAlarm('dyno', dyno.id)
  countDyno(world, world.tables.dynos.get(dyno.id) ?? null, null)
  world.tables.dynos.delete(dyno.id)
}

/** heroku-facts B.5: a first crash restarts at once; after that the cool-off is 10 minutes and doubles, up to a day. */
function crash(world: PlatformWorld, dyno: Dyno, run: Run, reason: EndReason, status: number): void {
  endRun(world, run, reason, status, null)
  const crashes = world.now - run.launchedAt > STABLE_AFTER ? 1 : dyno.crashes + 1
  const coolOff = crashes === 1 ? 1_000 : Math.min(10 * MINUTE * 2 ** (crashes - 2), LONGEST_COOL_OFF)
  if (crashes === 2)
    record(world, {
      appId: dyno.appId,
      kind: 'restart',
      notice: 'health',
      text: `${dyno.name} keeps crashing (exit status ${status})`,
      line: null,
      actorId: null,
      version: dyno.version,
    })
  schedule(world, dyno, { state: 'crashed', crashes }, { to: 'retry' }, world.now + coolOff)
}

function fallAsleep(world: PlatformWorld, dyno: Dyno, run: Run): void {
  endRun(world, run, 'idle', 143, world.now)
  const app = world.tables.apps.must(dyno.appId)
  schedule(world, dyno, { state: 'idle' }, { to: 'wake' }, wakeAt(world.seed, app, world.now))
}

/** Starts a sleeping dyno for the request that comes now; without one it sleeps on. */
function wake(world: PlatformWorld, dyno: Dyno): void {
  const at = wakeAt(world.seed, world.tables.apps.must(dyno.appId), world.now)
  if (at > world.now) schedule(world, dyno, {}, { to: 'wake' }, at)
  else launch(world, dyno, 'unidle', 'idle')
}

type StopReason = Extract<EndReason, 'release' | 'scale' | 'restart' | 'cycle'>

/** Stops a dyno's process and starts it again, from the app's current release. */
export function restartDyno(world: PlatformWorld, dyno: Dyno, reason: StopReason): void {
  const app = world.tables.apps.must(dyno.appId)
  const run = world.tables.runs.must(dyno.runId)
  const preboots = dyno.type === 'web' && dyno.state === 'up' && app.features.includes('preboot') && canPreboot(sizeOf(dyno.size))
  endRun(world, run, reason, 143, preboots ? world.now + PREBOOT_OVERLAP : world.now)
  const release = world.tables.releases.must(app.releaseId ?? dyno.releaseId)
  const formation = world.tables.formations.by('app', app.id).find((row) => row.type === dyno.type)
  const fresh = {
    releaseId: release.id,
    version: release.version,
    crashes: 0,
    ...(formation ? { command: formation.command, size: formation.size } : {}),
  }
  launch(world, change(world, dyno, fresh), reason, dyno.state)
}

/** Restarts every dyno of the formation, or of one process type. */
export function restartAll(world: PlatformWorld, app: App, reason: StopReason, type?: string): void {
  for (const dyno of formationDynos(world, app)) if (type === undefined || dyno.type === type) restartDyno(world, dyno, reason)
}

/** Stops a dyno for good. */
export function removeDyno(world: PlatformWorld, dyno: Dyno, reason: EndReason): void {
  endRun(world, world.tables.runs.must(dyno.runId), reason, 143, world.now)
  removeRow(world, dyno)
}

/** heroku-facts G.9: a dyno that is stopped is not run again until it is restarted; a one-off dyno is gone. */
export function stopDyno(world: PlatformWorld, dyno: Dyno): void {
  if (dyno.oneOff) return removeDyno(world, dyno, 'stop')
  if (dyno.type === 'release') {
    removeDyno(world, dyno, 'stop')
    return world.setAlarm('release', dyno.releaseId, world.now)
  }
  endRun(world, world.tables.runs.must(dyno.runId), 'stop', 143, world.now)
  schedule(world, dyno, { state: 'down' }, null, world.now)
}

/** The dynos that the formation asks for, by type and number. */
export const formationDynos = (world: PlatformWorld, app: App): Dyno[] =>
  world.tables.dynos
    .by('app', app.id)
    .filter((dyno) => !dyno.oneOff && dyno.type !== 'release')
    .sort((a, b) => (a.type === b.type ? indexOf(a) - indexOf(b) : a.type < b.type ? -1 : 1))

/** 2 for worker.2 */
export const indexOf = (dyno: Dyno): number => Number(dyno.name.slice(dyno.name.lastIndexOf('.') + 1))
