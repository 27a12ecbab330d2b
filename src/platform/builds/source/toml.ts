import { parse, TomlError } from 'smol-toml'
import type { Document } from '#platform/builds/types.ts'

/** A TOML text's top table, or what is wrong with it and where. */
export function parseToml(text: string): Document<Readonly<Record<string, unknown>>> {
  try {
    return { value: parse(text) }
  } catch (error) {
    if (!(error instanceof TomlError)) return { error: 'it is nested too deeply' }
    const what = error.message.replace(/^Invalid TOML document: /, '').split('\n', 1)[0] ?? ''
    return { error: `${what.slice(0, 200)} (line ${error.line}, column ${error.column})` }
  }
}
