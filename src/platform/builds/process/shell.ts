// As much of a shell's grammar as commands of a Procfile use.

export interface SimpleCommand {
  /** Words after expansion; empty when there are only assignments. */
  readonly argv: readonly string[]
  readonly assigned: Readonly<Record<string, string>>
  /** What stands before it. */
  readonly joiner: '' | '&&' | '||' | ';' | '|' | '&'
}

/** Stands for `$?` in a word: what it is becomes known only when the command before has run. */
export const LAST_STATUS = '\0?'

/**
 * Splits a command line into simple commands, with quotes, `$NAME`, `${NAME:-default}` and leading assignments worked in.
 * Redirections are dropped and `$(...)` gives nothing. Undefined when a quote is not closed.
 */
export function parseCommand(line: string, env: Readonly<Record<string, string>>): readonly SimpleCommand[] | undefined {
  const commands: SimpleCommand[] = []
  let [words, assigned, joiner]: [string[], Record<string, string>, SimpleCommand['joiner']] = [[], {}, '']
  const finish = (next: SimpleCommand['joiner']) => {
    if (words.length > 0 || Object.keys(assigned).length > 0) commands.push({ argv: words, assigned, joiner })
    ;[words, assigned, joiner] = [[], {}, next]
  }
  const tokens = tokenize(line.slice(0, 10_000), env)
  if (tokens === undefined) return undefined
  let skipWord = false
  for (const token of tokens) {
    if (token.kind === 'joiner') finish(token.value)
    else if (token.kind === 'redirection') skipWord = token.takesWord
    else if (skipWord) skipWord = false
    else if (words.length === 0 && token.assignment !== undefined)
      assigned[token.assignment] = token.text.slice(token.assignment.length + 1)
    else words.push(token.text)
  }
  finish('')
  return commands
}

type Token =
  | { readonly kind: 'word'; readonly text: string; readonly assignment: string | undefined }
  | { readonly kind: 'joiner'; readonly value: '&&' | '||' | ';' | '|' | '&' }
  | { readonly kind: 'redirection'; readonly takesWord: boolean }

const JOINER = /&&|\|\||;;?|\|&?|&|\n/y
const REDIRECTION = /(?:\d*|&)(?:>>?|<<?<?)(?:&(?:\d+|-))?/y
const VARIABLE = /\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(?::?[-=]([^}]*))?[^}]*\}|\((?:[^()]|\([^()]*\))*\)|([?$!#@*\d]))/y
const PLAIN = /[^\s"'\\$&|;<>()#]+|#(?=\S)/y
const DOUBLE_QUOTED = /[^"\\$]+/y

function tokenize(line: string, env: Readonly<Record<string, string>>): Token[] | undefined {
  const tokens: Token[] = []
  let at = 0
  const match = (pattern: RegExp) => {
    pattern.lastIndex = at
    const found = pattern.exec(line)
    if (found !== null) at = pattern.lastIndex
    return found
  }
  const variable = () => {
    const found = match(VARIABLE)
    if (found === null) return line.charAt(at++)
    if (found[4] === '?') return LAST_STATUS
    const name = found[1] ?? found[2]
    const value = name !== undefined && Object.hasOwn(env, name) ? env[name] : undefined
    return value === undefined || (value === '' && found[3] !== undefined) ? (found[3] ?? '') : value
  }
  while (at < line.length) {
    if (match(/[ \t\r()]+/y) !== null) continue
    if (line.charAt(at) === '#') break
    if (match(/\\\n/y) !== null) continue
    const redirection = match(REDIRECTION)
    if (redirection !== null) {
      tokens.push({ kind: 'redirection', takesWord: !/&(\d+|-)$/.test(redirection[0]) })
      continue
    }
    const joiner = match(JOINER)?.[0]
    if (joiner !== undefined) {
      tokens.push({
        kind: 'joiner',
        value: joiner === '&&' || joiner === '||' || joiner === '&' ? joiner : joiner.startsWith('|') ? '|' : ';',
      })
      continue
    }
    const start = at
    let text = ''
    const assignment = /[A-Za-z_]\w*(?==)/y
    const name = match(assignment)?.[0]
    if (name !== undefined) text = name
    for (let before = -1; at < line.length && at !== before;) {
      before = at
      const char = line.charAt(at)
      if (char === "'") {
        const end = line.indexOf("'", at + 1)
        if (end === -1) return undefined
        text += line.slice(at + 1, end)
        at = end + 1
      } else if (char === '"') {
        at += 1
        while (line.charAt(at) !== '"') {
          if (at >= line.length) return undefined
          if (line.charAt(at) === '\\') {
            text += line.charAt(at + 1)
            at += 2
          } else if (line.charAt(at) === '$') text += variable()
          else text += match(DOUBLE_QUOTED)?.[0] ?? ''
        }
        at += 1
      } else if (char === '\\') {
        text += line.charAt(at + 1)
        at += 2
      } else if (char === '$') text += variable()
      else text += match(PLAIN)?.[0] ?? ''
    }
    // A character that fits nowhere is left out.
    if (at === start) at += 1
    else tokens.push({ kind: 'word', text, assignment: name })
  }
  return tokens
}
