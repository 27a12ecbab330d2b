import { linesOf } from '#platform/builds/source/tree.ts'

export interface Procfile {
  readonly types: Readonly<Record<string, string>>
  /** What is wrong with it, line by line, as sentences. */
  readonly problems: readonly string[]
}

/** Parses `<type>: <command>` lines. Blank lines and comments are fine; of a type that is named twice the last counts. */
export function parseProcfile(text: string): Procfile {
  const types = new Map<string, string>()
  const problems: string[] = []
  for (const [index, raw] of linesOf(text).slice(0, 1000).entries()) {
    const line = raw.trim()
    if (line === '' || line.startsWith('#')) continue
    const [, type, command] = /^([^\s:]+)\s*:\s*(.*)$/.exec(line) ?? []
    const where = `Procfile line ${index + 1}`
    if (type === undefined || command === undefined) problems.push(`${where} is not "<type>: <command>": ${shorten(line)}`)
    else if (!/^[-\w]{1,128}$/.test(type)) problems.push(`${where}: "${shorten(type)}" is not a valid process type`)
    else if (command === '') problems.push(`${where}: "${type}" has no command`)
    else {
      if (types.has(type)) problems.push(`${where}: "${type}" is declared twice, the later command is used`)
      types.set(type, command)
    }
  }
  return { types: Object.fromEntries(types), problems: problems.slice(0, 10) }
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
