/** A JSON text's value, or what is wrong with it and where. */
export type Parsed = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: string }

/** Parses other people's JSON: a byte order mark is fine. The error is ours, as engines word theirs differently. */
export function parseJson(text: string): Parsed {
  const json = text.replace(/^\uFEFF/, '')
  try {
    const value: unknown = JSON.parse(json)
    return { ok: true, value }
  } catch {
    return { ok: false, error: json.trim() === '' ? 'the file is empty' : describe(json.trimEnd()) }
  }
}

/** The object's properties; none for anything else. */
export function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}

export function asString(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** The entries whose values are strings. Has no prototype, so that any name can be looked up in it. */
export function asStrings(value: unknown): Readonly<Record<string, string>> {
  const strings: Record<string, string> = Object.create(null)
  for (const [key, item] of Object.entries(asRecord(value))) if (typeof item === 'string') strings[key] = item
  return strings
}

const TOKEN = /\s*("(?:[^"\\\n]|\\.)*"|-?\d[\d.eE+-]*|true|false|null|[{}[\],:])/y

/** Finds the first place where the text stops being JSON, by walking its tokens. */
function describe(json: string): string {
  const open: ('{' | '[')[] = []
  let before = ''
  TOKEN.lastIndex = 0
  for (let at = 0; at < json.length; at = TOKEN.lastIndex) {
    const token = TOKEN.exec(json)?.[1]
    if (token === undefined) return where(json, at, unexpected(json, at))
    if ((token === '}' || token === ']') && before === ',') return where(json, at, `unexpected "${token}" after a comma`)
    if (/^["\d\-tfn{[]/.test(token) && /^(["\d\-tfn].*|[}\]])$/s.test(before)) return where(json, at, 'a comma is missing')
    if (token === '{' || token === '[') open.push(token)
    else if ((token === '}' && open.pop() !== '{') || (token === ']' && open.pop() !== '[')) {
      return where(json, at, `unexpected "${token}"`)
    }
    before = token
  }
  return open.length > 0 ? 'unexpected end of file' : 'it is not valid JSON'
}

function unexpected(json: string, at: number): string {
  const rest = json.slice(at).trimStart()
  if (rest.startsWith('//') || rest.startsWith('/*')) return 'comments are not allowed'
  return `unexpected "${rest.charAt(0)}"`
}

function where(json: string, at: number, what: string): string {
  const start = at + (json.slice(at).length - json.slice(at).trimStart().length)
  const lines = json.slice(0, start).split('\n')
  return `${what} at line ${lines.length}, column ${(lines.at(-1) ?? '').length + 1}`
}
