/** One statement of a text, without what is around it. */
export interface Statement {
  readonly sql: string
  /** Where it begins in the text, in characters. */
  readonly at: number
}

// In the order in which they are tried: what may hold a semicolon that ends nothing.
const PART =
  /(--[^\n]*)|(\/\*)|(\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$)|([eE]'(?:[^'\\]|\\.|'')*(?:'|$))|('(?:[^']|'')*(?:'|$))|("(?:[^"]|"")*(?:"|$))|(;)|([A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*)|([^])/y

/** The statements of a text: what stands between semicolons that are in no string, comment or body of a function. */
export function splitStatements(text: string): Statement[] {
  const found: Statement[] = []
  let start = 0
  let at = 0
  /** Whether anything but blanks and comments has come. */
  let any = false
  /** `BEGIN ATOMIC … END` of a function, and the CASEs within. */
  let depth = 0
  let previous = ''
  const end = (to: number) => {
    const sql = text.slice(start, to)
    const lead = sql.length - sql.trimStart().length
    if (any) found.push({ sql: sql.trim(), at: start + lead })
    start = to + 1
    any = false
    depth = 0
  }
  while (at < text.length) {
    PART.lastIndex = at
    const [part = '', line, block, dollar, , , , semicolon, word] = PART.exec(text) ?? []
    let length = Math.max(1, part.length)
    if (block) length = commentEnd(text, at) - at
    else if (dollar) {
      const close = text.indexOf(dollar, at + dollar.length)
      length = (close < 0 ? text.length : close + dollar.length) - at
    }
    if (semicolon && depth === 0) end(at)
    else if (!line && !block && part.trim() !== '') any = true
    if (word) {
      const lower = word.toLowerCase()
      if (lower === 'atomic' && previous === 'begin') depth += 1
      else if (depth > 0 && lower === 'case') depth += 1
      else if (depth > 0 && lower === 'end') depth -= 1
      previous = lower
    }
    at += length
  }
  end(text.length)
  return found
}

/** Comments in SQL may hold comments. */
function commentEnd(text: string, from: number): number {
  let depth = 0
  for (let at = from; at < text.length; at += 1) {
    const two = text.slice(at, at + 2)
    if (two === '/*') depth += 1
    else if (two === '*/') depth -= 1
    else continue
    at += 1
    if (depth === 0) return at + 1
  }
  return text.length
}

/** The words that a statement begins with, in lower case, comments left out. */
export function firstWords(sql: string, count = 2): string {
  const bare = sql.replaceAll(/--[^\n]*|\/\*[^]*?\*\//g, ' ')
  return bare.trim().toLowerCase().split(/\s+/).slice(0, count).join(' ')
}
