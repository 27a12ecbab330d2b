// Builds for tests of plans.
import { expect } from 'vitest'
import { type Files, tarGz } from '#platform/builds/source/archives.testing.ts'
import { readSource } from '#platform/builds/source/read.ts'
import type { BuildInput, BuildPlan, SourceTree } from '#platform/builds/types.ts'
import { planBuild } from './index.ts'

export type Given = Partial<Omit<BuildInput, 'tree'>>

export function plan(tree: SourceTree, given: Given = {}): BuildPlan {
  return planBuild({
    tree,
    stack: 'heroku-24',
    buildpacks: [],
    config: {},
    cached: false,
    appName: 'calm-river-12345',
    webUrl: 'https://calm-river-12345-0123456789ab.herokuapp.com/',
    version: 12,
    first: true,
    seed: 'test',
    ...given,
  })
}

export const build = async (files: Files, given: Given = {}) => plan(await readSource(tarGz(files)), given)
export const textOf = ({ lines }: BuildPlan) => lines.map(({ text }) => text).join('\n')

/** The log of a build that has to fail. */
export async function failure(files: Files, given: Given = {}): Promise<string> {
  const result = await build(files, given)
  expect(result.result.status).toBe('failed')
  return textOf(result)
}

/** Log and slug of a build that has to succeed. */
export async function success(files: Files, given: Given = {}) {
  const built = await build(files, given)
  if (built.result.status !== 'succeeded') throw new Error(textOf(built))
  return { log: textOf(built), slug: built.result.slug, plan: built }
}

export const pkg = (json: Readonly<Record<string, unknown>>) =>
  JSON.stringify({ name: 'app', version: '1.0.0', engines: { node: '24.x' }, ...json })
export const npmLock = (packages: Readonly<Record<string, string>>) =>
  JSON.stringify({
    lockfileVersion: 3,
    packages: Object.fromEntries(Object.entries(packages).map(([name, version]) => [`node_modules/${name}`, { version }])),
  })
