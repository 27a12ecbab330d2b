// Processes for tests: what a build of some files leaves, started.
import { planBuild } from '#platform/builds/plan/index.ts'
import { type Files, tarGz } from '#platform/builds/source/archives.testing.ts'
import { readSource } from '#platform/builds/source/read.ts'
import type { ProcessPlan } from '#platform/builds/types.ts'
import { planProcess, type ProcessInput } from './index.ts'

type Given = Partial<Pick<ProcessInput, 'env' | 'seed'>>

/** Builds the files and starts a command as a process of the type; without a command the type's own. */
export async function start(files: Files, type = 'web', command?: string, given: Given = {}): Promise<ProcessPlan> {
  const tree = await readSource(tarGz(files))
  const input = {
    tree,
    stack: 'heroku-24',
    buildpacks: [],
    config: {},
    cached: false,
    appName: 'x',
    webUrl: 'https://x/',
    version: 3,
    first: true,
    seed: 's',
  }
  const { result } = planBuild(input)
  if (result.status === 'failed') throw new Error(result.reason)
  const { processTypes, runtime } = result.slug
  return planProcess({
    slug: { processTypes, runtime },
    tree,
    type,
    command: command ?? processTypes[type] ?? '',
    env: {},
    seed: 'd',
    port: 34567,
    ...given,
  })
}

export const run = (files: Files, command: string, given: Given = {}) => start(files, 'run', command, given)
export const printed = ({ lines }: ProcessPlan) => lines.map(({ text }) => text).join('\n')
export const status = ({ outcome }: ProcessPlan) => (outcome.kind === 'exits' ? outcome.status : outcome.kind)

export const node = (scripts: Readonly<Record<string, string>>, more: Files = {}, rest: object = {}): Files => ({
  'package.json': JSON.stringify({ name: 'app', version: '1.0.0', scripts, ...rest }),
  ...more,
})
export const django = {
  'requirements.txt': 'django==5.2\ngunicorn==26.2.0\n',
  'manage.py': '',
  'shop/wsgi.py': '',
  'shop/migrations/0001_initial.py': '',
}
export const rails = {
  Gemfile: 'gem "rails"\ngem "pg"\ngem "puma"\n',
  'Gemfile.lock': 'GEM\n  specs:\n    pg (1.6.0)\n    puma (7.0.4)\n    rails (8.0.3)\n    railties (8.0.3)\n',
  'config.ru': '',
  Rakefile: '',
}
