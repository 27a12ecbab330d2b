import { between, draw, hex, integer, pick, poisson } from '#kernel/random.ts'
import type { SourceTree } from '#platform/builds/types.ts'
import { treeOf, type Files } from '#platform/scenarios/company/tree.ts'
import type { Repo } from './repositories.ts'

// Commits are a function of the world's seed, the repository and the time, as logs are: no row holds one, and any day of any
// branch can be asked for again.

export interface Commit {
  readonly sha: string
  /** When it was pushed, ms since 1970. */
  readonly at: number
  readonly message: string
  /** E-mail address. */
  readonly author: string
  readonly changes: readonly { readonly path: string; readonly additions: number; readonly deletions: number }[]
  readonly checks: readonly Check[]
  /** Whether the source does not build. */
  readonly broken: boolean
}

export interface Check {
  readonly name: string
  /** When it ends, and how. */
  readonly until: number
  readonly passes: boolean
}

const DAY = 86_400_000
const HOUR = 3_600_000
const SECOND = 1000
/** People push between these hours of the day, UTC. */
const WORKDAY = [6, 17] as const
const WEEKEND = 0.06
const MOST_A_DAY = 40
/** How far back a branch is followed. */
const DAYS_BACK = 45
/** How far ahead the next commit is looked for; after that one looks again. */
const DAYS_AHEAD = 14
/** Of all commits: those whose checks fail, and those that pass them and do not build. */
const FAILING = 0.12
const BROKEN = 0.09

/** What is known of a commit that somebody made by hand. */
export interface Made {
  readonly sha: string
  readonly at: number
  readonly message: string
  readonly author: string
  /** Whether its tests fail. */
  readonly fails: boolean
}

/** Such a commit, with what follows from it. */
export function commitMade(repo: Repo, { fails, ...made }: Made): Commit {
  const changes = changesOf(changedPaths(repo, made.sha), made.sha)
  return { ...made, changes, checks: checksOf(repo, { ...made, turn: 0 }, !fails), broken: false }
}

/** A commit as its place alone tells it. */
interface Push {
  readonly at: number
  readonly sha: string
  /** Counts on from push to push, so that neighbours do not say the same. */
  readonly turn: number
}

/** The pushes to a branch on one day (days since 1970), the oldest first. */
function pushesOn(seed: string, repo: Repo, branch: string, day: number): Push[] {
  const pace = repo.branches.find(([name]) => name === branch)?.[1] ?? 0
  const weekday = (day + 4) % 7
  const keys = [seed, 'push', repo.fullName, branch, day] as const
  const count = poisson(weekday === 0 || weekday === 6 ? pace * WEEKEND : pace, ...keys)
  const pushes = Array.from({ length: count }, (_, nth) => {
    const hour = between(WORKDAY[0], WORKDAY[1], 'hour', ...keys, nth)
    return { at: day * DAY + Math.floor((hour * HOUR) / SECOND) * SECOND, sha: hex(40, 'sha', ...keys, nth) }
  })
  return pushes
    .sort((a, b) => a.at - b.at || (a.sha < b.sha ? -1 : 1))
    .map((push, nth) => ({ ...push, turn: day * MOST_A_DAY + nth }))
}

/** The newest commits of a branch that had been pushed by a time, the newest first. */
export function commitsUntil(seed: string, repo: Repo, branch: string, until: number, limit: number): Commit[] {
  const pushes: Push[] = []
  const today = Math.floor(until / DAY)
  for (let day = today; day > today - DAYS_BACK && pushes.length <= limit; day--)
    pushes.push(
      ...pushesOn(seed, repo, branch, day)
        .filter(({ at }) => at <= until)
        .reverse(),
    )
  return pushes.slice(0, limit).map((push, i) => commitOf(seed, repo, push, pushes[i + 1]))
}

/** When something next happens in a repository after a time: a push, or a check that ends. */
export function nextEvent(seed: string, repo: Repo, after: number): number {
  const today = Math.floor(after / DAY)
  for (let day = today; day <= today + DAYS_AHEAD; day++) {
    const times = repo.branches.flatMap(([branch]) =>
      pushesOn(seed, repo, branch, day).flatMap((push) => [push.at, ...checksOf(repo, push, true).map(({ until }) => until)]),
    )
    const next = Math.min(...times.filter((at) => at > after))
    if (Number.isFinite(next)) return next
  }
  return after + DAYS_AHEAD * DAY
}

type Fate = 'fine' | 'fails' | 'broken'

function fateOf(repo: Repo, { sha }: Pick<Push, 'sha'>): Fate {
  const chance = draw('fate', sha)
  if (chance < FAILING && repo.ci) return 'fails'
  return chance > 1 - BROKEN && breakOf(repo.files) ? 'broken' : 'fine'
}

function commitOf(seed: string, repo: Repo, push: Push, before: Push | undefined): Commit {
  const { sha, at } = push
  // What is broken is mended by the next commit.
  const wrong = before ? fateOf(repo, before) : 'fine'
  const fate = wrong === 'fine' ? fateOf(repo, push) : 'fine'
  const weak = breakOf(repo.files)
  const manifest = (wrong === 'broken' || fate === 'broken') && weak ? weak.path : undefined
  const paths = manifest === undefined ? changedPaths(repo, sha) : [manifest]
  return {
    sha,
    at,
    message: messageOf(repo, push, wrong, fate),
    author: pick(repo.people, seed, 'author', sha),
    changes: changesOf(paths, sha),
    checks: checksOf(repo, push, fate !== 'fails'),
    broken: fate === 'broken',
  }
}

const changesOf = (paths: readonly string[], sha: string): Commit['changes'] =>
  paths.map((path) => ({
    path,
    additions: integer(1, 48, 'additions', sha, path),
    deletions: integer(0, 19, 'deletions', sha, path),
  }))

function messageOf(repo: Repo, { sha, turn }: Push, wrong: Fate, fate: Fate): string {
  if (wrong === 'broken') return 'Mend the build'
  if (wrong === 'fails') return pick(['Fix the failing test', 'Mend what the last commit broke'], 'mend', sha)
  if (fate === 'broken') return pick(['Update dependencies', 'Tidy the manifest', 'Add a library for dates'], 'break', sha)
  const all = [...repo.messages, ...COMMON]
  return all[(turn * STRIDE) % all.length] ?? 'Tidy up'
}

/** Has no divisor in common with the number of messages, so that all have their turn. */
const STRIDE = 5

const COMMON = [
  'Say in the log what was slow',
  'Remove code that nobody calls',
  'Test what happens without a network',
  'Explain the settings in the README',
  'Give up after three tries',
  'Check input earlier',
  'Rename what was misleading',
  'Answer faster when nothing has changed',
  'Handle an empty list',
]

/** Files that are no manifest: those that everyday commits change. */
function changedPaths(repo: Repo, sha: string): string[] {
  const code = Object.keys(repo.files).filter((path) => typeof repo.files[path] === 'number')
  const count = Math.min(code.length, integer(1, 3, 'changed', sha))
  return [...new Set(Array.from({ length: count }, (_, nth) => pick(code, 'path', sha, nth)))].sort()
}

function checksOf(repo: Repo, { sha, at }: Push, passes: boolean): Check[] {
  if (!repo.ci) return []
  const after = (low: number, high: number, name: string) => at + integer(low, high, 'check', name, sha) * SECOND
  return [
    { name: 'lint', until: after(18, 45, 'lint'), passes: true },
    { name: 'test', until: after(80, 260, 'test'), passes },
  ]
}

/** When the last of a commit's checks ends; that of its push where there are none. */
export const checkedAt = ({ at, checks }: Commit): number => Math.max(at, ...checks.map(({ until }) => until))
/** Whether all of its checks end well. */
export const passes = ({ checks }: Commit): boolean => checks.every((check) => check.passes)

/** The files of a commit, as reading an archive of it would leave them. */
export function treeAt(repo: Repo, commit: Commit): SourceTree {
  const files: Record<string, Files[string]> = { ...repo.files }
  for (const { path, additions, deletions } of commit.changes) {
    const before = files[path]
    if (typeof before === 'number') files[path] = Math.max(1, before + 30 * (additions - deletions))
  }
  const weak = commit.broken ? breakOf(repo.files) : undefined
  if (weak) {
    files[weak.path] = weak.content
    // A lock that names all that it pins is held against the manifest.
    for (const [path, content] of Object.entries(files))
      if (typeof content === 'object' && 'packages' in content)
        files[path] = { ...content, count: Object.keys(content.packages).length }
  }
  return treeOf(files)
}

const addTo =
  (section: string, name: string, range: string) =>
  (text: string): string => {
    const json: Record<string, object> = JSON.parse(text)
    return `${JSON.stringify({ ...json, [section]: { ...json[section], [name]: range } }, null, 2)}\n`
  }

/** Mistakes that a build of each language refuses: mostly a manifest that asks for more than is locked. */
const BREAKS: readonly (readonly [path: string, edit: (text: string) => string])[] = [
  ['package.json', addTo('dependencies', 'date-fns', '^4.1.0')],
  ['composer.json', addTo('require', 'nesbot/carbon', '^3.10.3')],
  ['Gemfile', (text) => `${text}gem "ice_cube", "~> 0.17.0"\n`],
  ['requirements.txt', (text) => `${text}python-dateutil:2.9.0\n`],
  ['go.mod', (text) => `${text}\nrequire github.com/jinzhu/now v1.1.5\n`],
  ['project/plugins.sbt', () => '\n'],
  ['system.properties', () => 'java.runtime.version=13\n'],
]

function breakOf(files: Files): { readonly path: string; readonly content: string } | undefined {
  for (const [path, edit] of BREAKS) {
    const text = files[path]
    if (typeof text === 'string') return { path, content: edit(text) }
  }
  return undefined
}
