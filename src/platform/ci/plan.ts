import { integer } from '#kernel/random.ts'
import { defaultStack } from '#platform/apps/catalog.ts'
import { planBuild } from '#platform/builds/plan/index.ts'
import { asRecord, asString, parseJson } from '#platform/builds/source/json.ts'
import type { BuildLine, Language, SourceTree } from '#platform/builds/types.ts'
import { casesOf, type TestCase } from './cases.ts'
import type { TestRun, TestStatus } from './rows.ts'

/** What one of the dynos that a run is divided among prints and finds. */
export interface NodePlan {
  readonly cases: readonly TestCase[]
  /** `at` in ms after the run was asked for. */
  readonly lines: readonly BuildLine[]
  readonly endsAt: number
  readonly exitCode: number
}

/** How a run goes: the same whenever it is asked. */
export interface RunPlan {
  readonly phases: readonly { readonly status: TestStatus; readonly at: number }[]
  /** What setting it up prints, the same for every node. */
  readonly setup: readonly BuildLine[]
  readonly nodes: readonly NodePlan[]
  /** Why it could not run its tests, or how many failed; null if all is well. */
  readonly message: string | null
}

const COMMANDS: Readonly<Record<Language, string>> = {
  ruby: 'bin/rails test',
  nodejs: 'npm test',
  python: 'pytest',
  php: 'vendor/bin/phpunit',
  java: './mvnw clean test',
  scala: 'sbt test',
  go: 'go test ./...',
  clojure: 'lein test',
}
const MOST_NODES = 32
const ENVIRONMENT_AT = 1500
const BUILD_AT = 5000
/** No code runs here: a command fails if it says itself that it does. */
const FAILS = /(^|[;&|]\s*)(false|exit [1-9])\b/

/** What an app.json says of tests (heroku-facts A.20). */
function manifestOf(tree: SourceTree) {
  const parsed = parseJson(tree.texts['app.json'] ?? '{}')
  const root = asRecord(parsed.ok ? parsed.value : {})
  const test = asRecord(asRecord(root['environments'])['test'])
  const { scripts, formation } = test
  const quantity = Number(asRecord(asRecord(formation)['test'])['quantity'] ?? 1)
  return {
    command: asString(asRecord(scripts)['test']) || asString(asRecord(root['scripts'])['test']),
    setup: asString(asRecord(scripts)['test-setup']),
    nodes: Number.isInteger(quantity) ? Math.min(MOST_NODES, Math.max(1, quantity)) : 1,
  }
}

const plans = new WeakMap<SourceTree, Map<string, RunPlan>>()

export function planRun(run: Pick<TestRun, 'id' | 'sha' | 'fails' | 'env'>, tree: SourceTree): RunPlan {
  const known = plans.get(tree) ?? new Map<string, RunPlan>()
  plans.set(tree, known)
  const plan = known.get(run.id) ?? makePlan(run, tree)
  known.set(run.id, plan)
  return plan
}

function makePlan({ id, sha, fails, env }: Pick<TestRun, 'id' | 'sha' | 'fails' | 'env'>, tree: SourceTree): RunPlan {
  const manifest = manifestOf(tree)
  const build = planBuild({
    tree,
    stack: defaultStack.name,
    buildpacks: [],
    config: { ...env, CI: 'true' },
    cached: true,
    appName: 'test-run',
    webUrl: '',
    version: 1,
    first: true,
    seed: id,
  })
  const ready = BUILD_AT + build.duration
  const setup: BuildLine[] = [
    { at: ENVIRONMENT_AT, text: '-----> Creating an environment for the tests' },
    {
      at: ENVIRONMENT_AT + 900,
      text:
        '       Setting config vars: CI' +
        Object.keys(env)
          .map((key) => `, ${key}`)
          .join(''),
    },
    ...build.lines.map(({ at, text }) => ({ at: BUILD_AT + at, text })),
    ...(manifest.setup === '' || build.result.status === 'failed'
      ? []
      : [{ at: ready, text: `-----> Running test-setup: ${manifest.setup}` }]),
  ]
  const begun = [
    { status: 'pending', at: 0 },
    { status: 'creating', at: ENVIRONMENT_AT },
    { status: 'building', at: BUILD_AT },
  ] as const
  if (build.result.status === 'failed')
    return { phases: [...begun, { status: 'errored', at: ready }], setup, nodes: [nothing(ready)], message: 'The build failed.' }
  const { language } = build.result.slug.runtime
  const command = manifest.command || COMMANDS[language]
  if (FAILS.test(manifest.setup))
    return { phases: [...begun, { status: 'errored', at: ready }], setup, nodes: [nothing(ready)], message: 'test-setup failed.' }
  const startsAt = ready + integer(1200, 2600, 'start', id)
  const cases = casesOf(tree, language, sha, fails)
  const nodes = Array.from({ length: Math.min(manifest.nodes, cases.length) }, (_, index) =>
    nodeOf(
      command,
      cases.filter((_each, nth) => nth % manifest.nodes === index),
      startsAt,
    ),
  )
  const failed = nodes.flatMap((node) => node.cases).filter(({ passed }) => !passed).length
  const bad = nodes.some(({ exitCode }) => exitCode !== 0)
  const endsAt = Math.max(...nodes.map((node) => node.endsAt))
  return {
    phases: [...begun, { status: 'running', at: startsAt }, { status: bad ? 'failed' : 'succeeded', at: endsAt }],
    setup,
    nodes,
    message: !bad ? null : failed > 0 ? `${failed} of ${cases.length} tests failed.` : 'The test command failed.',
  }
}

const nothing = (endsAt: number): NodePlan => ({ cases: [], lines: [], endsAt, exitCode: 1 })

/** The output is in the Test Anything Protocol, by which cases are told. */
function nodeOf(command: string, cases: readonly TestCase[], startsAt: number): NodePlan {
  let at = startsAt
  const lines: BuildLine[] = [
    { at, text: `$ ${command}` },
    { at, text: 'TAP version 13' },
    { at, text: `1..${cases.length}` },
  ]
  for (const [nth, { description, passed, diagnostic, took }] of cases.entries()) {
    at += took
    lines.push({ at, text: `${passed ? 'ok' : 'not ok'} ${nth + 1} - ${description}` })
    if (!passed)
      lines.push({ at, text: '  ---' }, ...diagnostic.split('\n').map((text) => ({ at, text: `  ${text}` })), {
        at,
        text: '  ...',
      })
  }
  const failed = cases.filter(({ passed }) => !passed).length
  const exitCode = failed > 0 || FAILS.test(command) ? 1 : 0
  at += 400
  lines.push(
    { at, text: `# tests ${cases.length}` },
    { at, text: `# pass ${cases.length - failed}` },
    { at, text: `# fail ${failed}` },
    ...(exitCode === 0 ? [] : [{ at, text: `The command exited with ${exitCode}.` }]),
  )
  return { cases, lines, endsAt: at + 200, exitCode }
}
