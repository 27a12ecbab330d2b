import type { Lock, SourceTree } from '#platform/builds/types.ts'
import { linesOf, textOf } from '#platform/builds/source/tree.ts'

export interface Gem {
  readonly name: string
  /** Whether it is only for development or tests, which are not installed. */
  readonly excluded: boolean
}

export interface Gemfile {
  readonly gems: readonly Gem[]
  /** What the `ruby` line asks for. */
  readonly ruby: string | undefined
  /** Whether there is Ruby code in it that decides what counts, so that reading lines is not enough. */
  readonly dynamic: boolean
}

/** Reads the lines of a Gemfile that declare something. */
export function readGemfile(tree: SourceTree): Gemfile {
  const gems: Gem[] = []
  const blocks: boolean[] = []
  let ruby: string | undefined
  let dynamic = false
  for (const raw of linesOf(textOf(tree, 'Gemfile') ?? '').slice(0, 2000)) {
    const line = raw.replace(/(^|\s)#.*$/, '').trim()
    const excluded = blocks.some(Boolean) || /\bgroups?:\s*\[?\s*:(development|test)\b/.test(line)
    const gem = /^gem[\s(]+["']([^"']+)["']/.exec(line)?.[1]
    if (gem !== undefined) gems.push({ name: gem, excluded })
    const group = /^group[\s(](.*?)\)?\s+do\b/.exec(line)?.[1]
    if (group !== undefined) blocks.push(!/:(production|default|staging)\b/.test(group) && /:(development|test)\b/.test(group))
    else if (/\bdo\b(\s*\|[^|]*\|)?$/.test(line)) blocks.push(false)
    else if (/^(if|unless|case|begin)\b/.test(line)) {
      dynamic = true
      blocks.push(false)
    } else if (line === 'end') blocks.pop()
    if (/^(eval_gemfile|gemspec|instance_eval|eval)\b|\sif\s|\sunless\s/.test(line)) dynamic = true
    if (/^ruby\b/.test(line)) ruby = rubyLine(tree, line) ?? ruby
  }
  return { gems, ruby, dynamic }
}

function rubyLine(tree: SourceTree, line: string): string | undefined {
  const file = /file:\s*["']([^"']+)["']/.exec(line)?.[1]
  if (file !== undefined) return /(\d+\.\d+\.\d+)/.exec(textOf(tree, file) ?? '')?.[1]
  return [...line.matchAll(/["']([^"']*\d[^"']*)["']/g)].map((match) => match[1] ?? '').join(', ') || undefined
}

/** Gems that are installed for sure: those of the lock file, or of the Gemfile where there is none. */
export function rubyPackages(tree: SourceTree, lock: Lock | undefined): ReadonlySet<string> {
  return new Set(lock === undefined ? readGemfile(tree).gems.map(({ name }) => name) : Object.keys(lock.packages))
}
