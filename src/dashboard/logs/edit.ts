import { keys, type Key } from './keys.ts'
import { formatQuery, parseQuery, quoted, type Term } from './query.ts'

// What buttons write into a query. One that has a problem is taken as far as it can be read.

/** The values that a query lets through for a key, as they are written: those of its first term that is not negated. */
export function valuesOf(terms: readonly Term[], key: Key): readonly string[] {
  const term = terms.find((each) => isOf(each, key))
  return term?.kind === 'field' ? term.values.map(({ raw }) => raw) : []
}

/** The query with a value let through for a key, or no longer if it was. */
export function toggleValue(text: string, key: Key, value: string): string {
  const { terms } = parseQuery(text)
  const values = valuesOf(terms, key)
  const next = values.includes(value) ? values.filter((each) => each !== value) : [...values, value]
  const written = next.length > 0 ? [`${key}:${next.join(',')}`] : []
  const place = terms.findIndex((each) => isOf(each, key))
  const raw = terms.map((term) => term.raw)
  return (place < 0 ? [...raw, ...written] : raw.toSpliced(place, 1, ...written)).join(' ')
}

/** The query narrowed to a value of a key, or to lines without it. */
export function withValue(text: string, key: Key, value: string, negated = false): string {
  const { terms } = parseQuery(text)
  const written = `${negated ? '-' : ''}${key}:${keys[key].kind === 'words' ? quoted(value, 'value') : value}`
  const others = terms.filter((term) => term.raw !== written && !(isOf(term, key) && !negated))
  return [formatQuery(others), written].filter(Boolean).join(' ')
}

function isOf(term: Term, key: Key): boolean {
  return term.kind === 'field' && term.key === key && !term.negated
}
