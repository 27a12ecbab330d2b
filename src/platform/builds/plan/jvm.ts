import type { SourceTree } from '#platform/builds/types.ts'
import { linesOf, textOf } from '#platform/builds/source/tree.ts'
import type { BuildContext } from './buildpack.ts'
import { BuildFailed } from './log.ts'

const JDKS: Readonly<Record<string, string>> = {
  8: '1.8.0_492',
  11: '11.0.31',
  17: '17.0.19',
  21: '21.0.11',
  25: '25.0.3',
  26: '26.0.1',
}
const DEFAULT = 21

/** The values of a .properties file. */
export function readProperties(text: string | undefined): ReadonlyMap<string, string> {
  const lines = linesOf(text ?? '').filter((line) => !/^\s*[#!]/.test(line))
  return new Map(
    lines.flatMap((line) =>
      [...line.matchAll(/^\s*([^=:\s]+)\s*[=:]\s*(.*?)\s*$/g)].map((match) => [match[1] ?? '', match[2] ?? '']),
    ),
  )
}

/**
 * Prints the installation of a JDK and returns its version. `java.runtime.version` in system.properties decides,
 * else the newest that the build file needs (`needed`, 0 when it does not say).
 */
export function installJdk({ log, tree, pace }: BuildContext, needed = 0): string {
  const asked = readProperties(textOf(tree, 'system.properties')).get('java.runtime.version')
  const [, vendor, wanted = ''] = /^(zulu-|openjdk-)?(1\.8|\d+)(?:[.\d_]*)$/.exec(asked ?? '') ?? []
  const major = asked === undefined ? majorFor(needed) : Number(wanted === '1.8' ? 8 : wanted)
  const version = JDKS[major]
  if (version === undefined) {
    throw new BuildFailed(
      'Unsupported Java version',
      asked === undefined ? `The build file needs Java ${needed}.` : `system.properties asks for java.runtime.version=${asked}.`,
      `Available are Java ${Object.keys(JDKS).join(', ')}.`,
    )
  }
  if (asked === undefined) {
    log.warn(
      'Warning: No Java version is specified.',
      `OpenJDK ${major} is used. Pin it in system.properties: java.runtime.version=${major}`,
    )
  }
  log.step(`Installing ${vendor === 'openjdk-' ? 'OpenJDK' : 'Azul Zulu OpenJDK'} ${version}`)
  log.spend(pace(2600, 1800))
  if (needed > major) {
    log.detail(`[ERROR] Fatal error compiling: error: release version ${needed} not supported`)
    throw new BuildFailed(
      'The build needs a newer Java version',
      `The build file compiles for Java ${needed}, but system.properties asks for Java ${major}.`,
      `Set java.runtime.version=${majorFor(needed)} in system.properties and deploy again.`,
    )
  }
  return version
}

function majorFor(needed: number): number {
  return needed <= DEFAULT
    ? DEFAULT
    : (Object.keys(JDKS)
        .map(Number)
        .find((major) => major >= needed) ?? needed)
}

/** "1.8" and "8" are the same; 0 for what is no version, such as an unresolved property. */
export function javaMajor(text: string): number {
  return Number(/^(?:1\.)?(\d{1,2})\b/.exec(text.trim())?.[1] ?? 0)
}

/** Whether there are sources to compile, and how many. */
export function countSources(tree: SourceTree, pattern: RegExp): number {
  return tree.files.filter(({ path }) => pattern.test(path)).length
}
