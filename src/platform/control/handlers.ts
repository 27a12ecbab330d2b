import type { Origin } from '#kernel/world.ts'
import { visibleApps } from '#platform/apps/access.ts'
import { record } from '#platform/apps/activity.ts'
import type { App } from '#platform/apps/model.ts'
import { replan } from '#platform/dynos/lifecycle.ts'
import type { PlatformHost } from '#platform/host.ts'
import { invalid, notFound } from '#platform/http/errors.ts'
import { isValid, openSession } from '#platform/oauth/model.ts'
import {
  accountActions,
  appActions,
  pipelineActions,
  teamActions,
  type Rule as ActionRule,
} from '#platform/permissions/contract.ts'
import { listOf } from '#platform/http/range.ts'
import { implement } from '#platform/http/routes.ts'
import { iso } from '#platform/http/wire.ts'
import { DEFAULT_ORIGIN, SCENARIOS } from '#platform/scenarios/catalog.ts'
import type { PlatformWorld, Tables } from '#platform/world.ts'
import { wireActivity } from './activity.ts'
import { followChanges } from './changes.ts'
import { control, type Rule, type WorldFile } from './contract.ts'
import { stateOf } from './state.ts'

const exact = (time: number) => new Date(time).toISOString()

function wireClock(host: PlatformHost) {
  const world = host.present()
  return { now: exact(world.now), rate: host.clock().rate, next_due: world.nextDue === undefined ? null : exact(world.nextDue) }
}

function wireWorld(host: PlatformHost) {
  const world = host.present()
  const { scenario, seed, epoch } = world.origin
  return {
    scenario,
    seed,
    epoch: exact(epoch),
    now: exact(world.now),
    hash: world.hash(),
    commands: world.position,
    ahead: world.journal.length - world.position,
  }
}

/** A time as clients write it; refuses with 422 what is none. */
function timeOf(text: string, name: string): number {
  const time = Date.parse(text)
  if (Number.isNaN(time)) throw invalid(`${name} must be a time such as 2026-11-02T09:00:00Z.`)
  return time
}

/** Whether nothing is being built, released, started or stopped. */
function isQuiet({ tables, now }: PlatformWorld): boolean {
  return (
    !tables.builds.all().some((row) => row.status === 'pending') &&
    !tables.releases.all().some((row) => row.status === 'pending') &&
    !tables.dynos.all().some((row) => row.state === 'starting') &&
    !tables.addons.all().some((row) => row.state === 'provisioning') &&
    !tables.runs.all().some((row) => row.end !== null && row.end.at > now)
  )
}

const LONGEST_WAIT = 3_600_000

function advanceUntilQuiet(host: PlatformHost): void {
  const start = host.present().now
  for (let world = host.present(); !isQuiet(world) && world.now - start < LONGEST_WAIT; world = host.present()) {
    host.advance(Math.max(1_000, (world.nextDue ?? world.now) - world.now))
  }
}

const NO_TRAFFIC = { peakRps: 0, shape: 'steady' as const }

const wireTraffic = (app: App) => {
  const { peakRps, shape } = app.traffic.at(-1) ?? NO_TRAFFIC
  return { peak_rps: peakRps, shape }
}

/** How long back traffic is asked for. */
const TRAFFIC_KEPT = 9 * 86_400_000

const teamsOf = (tables: Tables, accountId: string) =>
  tables.members.by('account', accountId).map((row) => ({ name: tables.teams.must(row.teamId).name, role: row.role }))

const RULES: Readonly<Record<Rule['on'], Readonly<Record<string, ActionRule>>>> = {
  app: appActions,
  pipeline: pipelineActions,
  team: teamActions,
  account: accountActions,
}

/** The token of a session of a person, or of whatever lets somebody do all that they may. */
function sessionOf(tables: Tables, accountId: string, now: number): string | null {
  const all = tables.authorizations.by('account', accountId)
  const valid = all.filter((row) => isValid(row, now) && row.clientId === undefined && row.scope.includes('global'))
  return (valid.find(({ isSession }) => isSession) ?? valid[0])?.token ?? null
}

export const controlRoutes = implement(control, {
  clock: ({ host }) => wireClock(host),
  setClock: ({ host, body }) => {
    if (body.back_to !== undefined) host.goBackTo(timeOf(body.back_to, 'back_to'))
    if (body.rate !== undefined) host.setRate(body.rate)
    if (body.advance !== undefined) host.advance(body.advance)
    if (body.until_quiet) advanceUntilQuiet(host)
    return wireClock(host)
  },
  world: ({ host }) => wireWorld(host),
  resetWorld: async ({ host, body }) => {
    const before = host.present().origin
    const scenario = body.scenario ?? before.scenario
    if (!SCENARIOS.some((entry) => entry.name === scenario))
      throw invalid(`There is no scenario ${scenario}. Scenarios are ${SCENARIOS.map((entry) => entry.name).join(', ')}.`)
    const origin: Origin = {
      scenario,
      seed: body.seed ?? before.seed,
      epoch: body.epoch === undefined ? DEFAULT_ORIGIN.epoch : timeOf(body.epoch, 'epoch'),
    }
    await host.replace(origin, [], 0)
    return wireWorld(host)
  },
  exportWorld: ({ host }) => {
    const world = host.present()
    return {
      format: 'dynorama-world' as const,
      version: 1 as const,
      ...world.origin,
      now: world.now,
      journal: world.journal.map(({ at, command }) => ({ at, command })),
    }
  },
  importWorld: async ({ host, body }) => {
    const { scenario, seed, epoch, now, journal }: WorldFile = body
    if (!SCENARIOS.some((entry) => entry.name === scenario))
      throw invalid(`The file is of a scenario that is not known here: ${scenario}.`)
    if (journal.some((entry, i) => entry.at < (journal[i - 1]?.at ?? epoch)))
      throw invalid('The journal of the file is not in the order of time.')
    try {
      await host.replace({ scenario, seed, epoch }, journal, now)
    } catch (error) {
      throw invalid(
        `The file could not be imported: ${error instanceof Error ? error.message : 'its journal cannot be performed'}. Nothing has changed.`,
      )
    }
    return wireWorld(host)
  },
  scenarios: () => SCENARIOS.map(({ name, title, description }) => ({ name, title, description })),
  people: ({ tables, now }) =>
    tables.accounts
      .all()
      .filter(({ closedAt }) => closedAt === undefined)
      .sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1))
      .map(({ id, email, name, title }) => ({
        id,
        email,
        name,
        title,
        token: sessionOf(tables, id, now),
        teams: teamsOf(tables, id),
      })),
  signIn: ({ world, tables, params }) => {
    const person = tables.accounts.get(params.person) ?? tables.accounts.first('email', params.person)
    if (!person || person.closedAt !== undefined) throw notFound('user')
    return openSession(world, person.id)
  },
  permissions: () =>
    (['app', 'pipeline', 'team', 'account'] as const).flatMap((on) =>
      Object.entries(RULES[on]).map(([action, { needs, what, scope = 'write', secondFactor = false }]) => ({
        action,
        on,
        needs: [...needs],
        what,
        scope,
        second_factor: secondFactor,
      })),
    ),
  states: ({ world, actor }) => visibleApps(world.tables, actor.id).map((app) => stateOf(world, app, actor.id)),
  state: ({ world, actor, app }) => stateOf(world, app, actor.id),
  activity: ({ tables, app }) =>
    listOf(
      tables.activities.by('app', app.id).filter((row) => row.text !== null),
      { at: (row) => iso(row.at), id: (row) => row.id },
      (row) => wireActivity(tables, row),
    ),
  traffic: ({ app }) => wireTraffic(app),
  setTraffic: ({ world, tables, actor, app, body }) => {
    const kept = app.traffic.filter(
      (period, i) => i === app.traffic.length - 1 || (app.traffic[i + 1]?.from ?? 0) > world.now - TRAFFIC_KEPT,
    )
    const changed = tables.apps.update(app.id, {
      traffic: [...kept, { from: world.now, peakRps: body.peak_rps, shape: body.shape }],
    })
    record(world, {
      appId: app.id,
      kind: 'app',
      text: `set the simulated traffic to ${body.peak_rps} requests a second at peak`,
      line: null,
      actorId: actor.id,
    })
    replan(world, changed)
    return wireTraffic(changed)
  },
  changes: ({ host, actor }) => followChanges(host, actor.id),
})
