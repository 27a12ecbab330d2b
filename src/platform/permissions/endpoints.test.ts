import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Harness } from '#hosts/support/harness.ts'
import { everyEndpoint } from '#platform/index.ts'
import type { Endpoint } from '#platform/http/contract.ts'
import { CALLS, callsOf, type Call } from './calls.testing.ts'
import {
  ALL_PERMISSIONS,
  isAccountAction,
  isPipelineAction,
  isTeamAction,
  judge,
  type Permission,
  type TeamRole,
} from './contract.ts'
import { done, openStage, said, type Kind, type Names } from './stage.testing.ts'
import { verdictOf, type Verdict } from './verdicts.testing.ts'

// Every endpoint, asked by everyone: who may is answered, who may not is refused and changes nothing. What each may follows
// from the rule table alone.

interface Role {
  readonly name: string
  /** By the local part of their e-mail; null without a token. */
  readonly who: string | null
  readonly team: TeamRole | null
  readonly permissions: readonly Permission[]
  /** On the pipeline that the app is in. */
  readonly pipeline: readonly Permission[]
  readonly owner?: boolean
}

const MEMBER: readonly Permission[] = ['view', 'deploy', 'operate']
const given = (who: string, permission: Permission): Role => ({
  name: `a collaborator who may ${permission}`,
  who,
  team: 'collaborator',
  permissions: ['view', permission],
  pipeline: ['view'],
})
const OUTSIDE: readonly Role[] = [
  { name: 'an outsider', who: 'otto', team: null, permissions: [], pipeline: [] },
  { name: 'nobody', who: null, team: null, permissions: [], pipeline: [] },
]
const teamRoles = (ofMember: readonly Permission[]): readonly Role[] => [
  { name: 'an admin', who: 'ada', team: 'admin', permissions: ALL_PERMISSIONS, pipeline: ALL_PERMISSIONS },
  { name: 'a member', who: 'lucia', team: 'member', permissions: ofMember, pipeline: MEMBER },
  { name: 'a viewer', who: 'tom', team: 'viewer', permissions: ['view'], pipeline: ['view'] },
  given('marcus', 'view'),
  given('priya', 'deploy'),
  given('jonas', 'operate'),
  given('mei', 'manage'),
  ...OUTSIDE,
]
const ROLES: Readonly<Record<Kind, readonly Role[]>> = {
  team: teamRoles(MEMBER),
  locked: teamRoles([]),
  personal: [
    { name: 'the owner', who: 'ada', team: null, permissions: ALL_PERMISSIONS, pipeline: ALL_PERMISSIONS, owner: true },
    { name: 'a collaborator', who: 'priya', team: null, permissions: MEMBER, pipeline: ['view'] },
    ...OUTSIDE,
  ],
}

function may(role: Role, verdict: Verdict, kind: Kind, whose: readonly string[] | undefined): boolean {
  if (verdict === 'open') return true
  if (role.who === null) return false
  if (verdict === 'signed in') return true
  if (isAccountAction(verdict)) return judge([whose?.includes(role.who) === false ? 'other' : 'owner'], verdict).allowed
  // Who pays for a personal app is its owner (heroku-facts F.1): no permission says that.
  if (verdict === 'addons.paid' && kind === 'personal') return role.owner === true
  if (isTeamAction(verdict)) return role.team !== null && judge([role.team], verdict).allowed
  return judge(isPipelineAction(verdict) ? role.pipeline : role.permissions, verdict).allowed
}

const nameOf = ({ method, path }: Endpoint) => `${method} ${path}`

/** What everybody has of their own by the same name. */
const OWN = /:(account|feature|invoice|notification)$|:account\//

/** Whose account a call is about: where something is named Ada's, otherwise that of whoever asks. */
function whoseIs({ path }: Endpoint, { whose }: Call): readonly string[] | undefined {
  return whose ?? (path.includes(':') && !OWN.test(path) ? ['ada'] : undefined)
}

const verdictFor = (endpoint: Endpoint, call: Call): Verdict | undefined =>
  call.asks ?? verdictOf.get(nameOf(endpoint)) ?? (endpoint.open ? 'open' : endpoint.action)

/** Puts names of the stage in the place of `{name}`, in whatever is sent. */
function fill<T>(value: T, names: Names): T {
  const text = JSON.stringify(value)
  return text === undefined ? value : JSON.parse(text.replace(/\{(\w+)\}/g, (all, name: string) => names[name] ?? all))
}

const endpoints = (await everyEndpoint()).sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1))

it('has a verdict on every endpoint, and none on what is not one', () => {
  const missing = endpoints.filter((endpoint) =>
    callsOf(nameOf(endpoint)).some((call) => verdictFor(endpoint, call) === undefined),
  )
  expect(missing.map(nameOf), 'say in verdicts.testing.ts whom these are for').toEqual([])
  const there = new Set(endpoints.map(nameOf))
  expect([...verdictOf.keys(), ...Object.keys(CALLS)].filter((name) => !there.has(name))).toEqual([])
})

/** What those who may can be answered. */
function answersOf({ answers }: Call, kind: Kind): readonly number[] {
  if (typeof answers === 'object' && 'length' in answers) return answers
  const one = typeof answers === 'object' ? answers[kind === 'locked' ? 'team' : kind] : answers
  return one === undefined ? [200, 201, 202, 204] : [one]
}

let asked = 0
let refused = 0
afterAll(() => {
  // oxlint-disable-next-line no-console -- because the number says how total the test is
  console.log(`${endpoints.length} endpoints, asked ${asked} times: ${asked - refused} allowed, ${refused} refused`)
})

describe.each(['team', 'locked', 'personal'] as const)('on a %s app', (kind) => {
  let api: Harness
  let stage: Names
  /** Simulated ms. What lies ahead would be done again if time passed, so each time it is a little earlier. */
  let at: number
  beforeAll(async () => {
    ;({ api, names: stage } = await openStage(kind))
    at = api.world().now
  }, 60_000)

  /** Makes the world what it was when the stage was built, and does what has to come first. */
  async function setUp({ first = [] }: Call): Promise<Names> {
    at -= 1
    await done(api, null, 'PATCH', '/control/clock', { back_to: new Date(at).toISOString() })
    const names: Record<string, string> = { ...stage }
    for (const [method, path, body] of first) {
      const answer = await done(api, 'ada', method, fill(path, names), fill(body, names))
      names['made'] = said(answer, 'id') || said(answer, 'uuid') || said(answer, 'url') || (names['made'] ?? '')
    }
    return names
  }

  const tried = endpoints.flatMap((endpoint) =>
    callsOf(nameOf(endpoint)).flatMap((call, nth) => {
      const verdict = verdictFor(endpoint, call)
      // What is not about an app is the same on either stage.
      const aboutApp = verdict !== undefined && verdict.includes('.') && !/^(team|account)\./.test(verdict)
      return verdict !== undefined && (kind === 'team' || aboutApp)
        ? [{ name: `${nameOf(endpoint)}${nth > 0 ? ` (${nth + 1})` : ''}: ${verdict}`, endpoint, call, verdict }]
        : []
    }),
  )

  it.each(tried)('$name', async ({ endpoint, call, verdict }) => {
    let names = await setUp(call)
    for (const role of ROLES[kind]) {
      const all = { ...names, ...fill(call.names ?? {}, names) }
      const path = endpoint.path.replace(/:(\w+)/g, (whole, name: string) => encodeURIComponent(all[name] ?? whole))
      const before = api.world().hash()
      const status = await api.statusOf(role.who, endpoint.method, path + fill(call.query ?? '', all), fill(call.body, all))
      const whose = whoseIs(endpoint, call)
      const rules = [verdict, ...(call.also === undefined ? [] : [call.also])].every((each) => may(role, each, kind, whose))
      const allowed = rules || (role.who !== null && role.who === call.self)
      const what = `${role.name}: ${endpoint.method} ${path}`
      const answers = answersOf(call, kind)
      asked += 1
      if (!allowed) {
        refused += 1
        // Where nothing is found by those who may either, that alone would be no refusal.
        expect(status, what).toBeOneOf(role.who === null ? [401] : answers.includes(404) ? [403] : [403, 404])
        expect(api.world().hash(), `${what} changed the world`).toBe(before)
      } else {
        expect(status, what).toBeOneOf(answers)
        if (api.world().hash() !== before) names = await setUp(call)
      }
    }
    expect(api.reports).toEqual([])
  })

  it('shows an outsider nothing of it in any list', async () => {
    await setUp({})
    const own = endpoints.filter(({ method, response }) => method === 'GET' && typeof response === 'object')
    for (const { path } of own.filter(({ action }) => action && isAccountAction(action))) {
      const { body } = await api.as(
        'otto',
        'GET',
        path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(stage[name] ?? 'none')),
      )
      expect(JSON.stringify(body), path).not.toMatch(/stage-/)
    }
  })
})
