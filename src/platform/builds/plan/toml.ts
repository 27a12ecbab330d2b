// What builds ask of TOML is two strings and whether a file is damaged. A parser for all of it would cost 5 KB.
import { linesOf } from '#platform/builds/source/tree.ts'

export interface Toml {
  /** Strings that stand on one line, by table and key: "project.requires-python". */
  readonly strings: ReadonlyMap<string, string>
  /** The first thing that certainly is no TOML. */
  readonly error: string | undefined
}

/** Reads the statements of a TOML file; what spans several lines is passed over. */
export function readToml(text: string): Toml {
  const strings = new Map<string, string>()
  let table = ''
  let quote: string | undefined
  let depth = 0
  let error: string | undefined
  for (const [index, raw] of linesOf(text).entries()) {
    const starts = quote === undefined && depth === 0
    const line = raw.trim()
    if (starts && line !== '' && !line.startsWith('#')) {
      const header = /^\[\[?\s*([^\]]+?)\s*\]\]?\s*(#.*)?$/.exec(line)?.[1]
      const [, key, value] = /^["']?([^"'=]+?)["']?\s*=\s*(?:["']([^"']*)["'])?/.exec(line) ?? []
      if (header !== undefined) table = `${header.replace(/["']/g, '')}.`
      else if (line.startsWith('[')) error ??= `a table's name is not closed in line ${index + 1}`
      else if (!line.includes('=')) error ??= `line ${index + 1} is neither a table nor "key = value"`
      else if (key !== undefined && value !== undefined) strings.set(`${table}${key.trim()}`, value)
      if (line.startsWith('[')) continue
    }
    for (const [token] of raw.matchAll(/"""|'''|"(?:[^"\\]|\\.)*"|'[^']*'|#.*|[[\]{}]/g)) {
      if (quote !== undefined) quote = token === quote ? undefined : quote
      else if (token === '"""' || token === "'''") quote = token
      else if (token === '[' || token === '{') depth += 1
      else if (token === ']' || token === '}') depth = Math.max(0, depth - 1)
    }
  }
  return { strings, error: error ?? (quote === undefined && depth === 0 ? undefined : 'a value is never closed') }
}
