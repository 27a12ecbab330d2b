/** Where something was found: [start, end) in characters. */
export type Match = readonly [start: number, end: number]

/** All places of a text where the words occur, regardless of case. Empty words are nowhere. */
export function findMatches(text: string, words: string): Match[] {
  if (words === '') return []
  const found: Match[] = []
  // Lower-casing can change a text's length (İ); then only the exact spelling is looked for.
  const lower = text.toLowerCase()
  const [where, what] = lower.length === text.length ? [lower, words.toLowerCase()] : [text, words]
  for (let at = where.indexOf(what); at >= 0; at = where.indexOf(what, at + what.length)) found.push([at, at + what.length])
  return found
}

/** What is marked in a text: words, or what a regular expression finds. */
export type Mark = string | RegExp

/** All places of several marks, in order; those that touch are one. */
export function findMarks(text: string, marks: readonly Mark[]): Match[] {
  const found = marks.flatMap((mark) => (typeof mark === 'string' ? findMatches(text, mark) : findRegex(text, mark)))
  const joined: Match[] = []
  for (const [start, end] of found.toSorted((a, b) => a[0] - b[0])) {
    const last = joined.at(-1)
    if (last && start <= last[1]) joined[joined.length - 1] = [last[0], Math.max(last[1], end)]
    else joined.push([start, end])
  }
  return joined
}

function findRegex(text: string, regex: RegExp): Match[] {
  const every = new RegExp(regex, regex.flags.replace('g', '') + 'g')
  return [...text.matchAll(every)].flatMap(({ 0: found, index }) =>
    found === '' ? [] : [[index, index + found.length] as const],
  )
}

/** A piece of a span: within a match or not. */
export interface Piece {
  text: string
  matched: boolean
}

/** Cuts a stretch of a text, which begins at `offset` in it, at the borders of the matches. */
export function cut(text: string, offset: number, matches: readonly Match[]): Piece[] {
  const pieces: Piece[] = []
  let at = 0
  for (const [start, end] of matches) {
    const [from, to] = [Math.max(at, start - offset), Math.min(text.length, end - offset)]
    if (to <= from) continue
    if (from > at) pieces.push({ text: text.slice(at, from), matched: false })
    pieces.push({ text: text.slice(from, to), matched: true })
    at = to
  }
  if (at < text.length || pieces.length === 0) pieces.push({ text: text.slice(at), matched: false })
  return pieces
}
