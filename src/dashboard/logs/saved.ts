import * as z from 'zod/mini'
import { parseQuery } from './query.ts'

export interface SavedFilter {
  readonly name: string
  readonly query: string
}

/** What is there for everyone. */
export const builtIn: readonly SavedFilter[] = [
  { name: 'Errors', query: 'level:error' },
  { name: 'Router 5xx', query: 'source:router status:5xx' },
  { name: 'Slow requests', query: 'source:router service:>1000' },
  { name: 'System events', query: 'source:heroku,api -source:router' },
]

const MOST = 50
const LONGEST_NAME = 60

const Stored = z.array(z.object({ name: z.string(), query: z.string() }))

/** The filters in a stored text; none in one that is not of ours. */
export function readFilters(text: string | null): readonly SavedFilter[] {
  try {
    return Stored.safeParse(JSON.parse(text ?? '[]')).data ?? []
  } catch {
    return []
  }
}

/** Why a filter cannot have a name, as a sentence; null when it can. `own` is the name it has now. */
export function nameProblem(filters: readonly SavedFilter[], name: string, own: string | null = null): string | null {
  const wanted = name.trim()
  if (wanted === '') return 'Write a name.'
  if (wanted.length > LONGEST_NAME) return `Write a shorter name: at most ${LONGEST_NAME} characters.`
  const same = (other: string) => other.toLowerCase() === wanted.toLowerCase() && other !== own
  if ([...builtIn, ...filters].some((filter) => same(filter.name)))
    return `There is a filter “${wanted}” already. Write another name.`
  return own === null && filters.length >= MOST ? `There are ${MOST} filters already. Delete one first.` : null
}

/** Why a query cannot be saved; null when it can. */
export function queryProblem(query: string): string | null {
  if (query.trim() === '') return 'Filter the log first: there is nothing to save yet.'
  return parseQuery(query).problem ? 'Mend the filter first.' : null
}
