import type { Mark } from '#platform/metrics/contract.ts'
import type { Tone } from '#ui/tone.ts'

export interface ErrorCount {
  readonly code: string
  readonly title: string
  readonly count: number
}

/** How often each error code occurred, the most frequent first. */
export function errorCounts(marks: readonly Mark[]): readonly ErrorCount[] {
  const counts = new Map<string, ErrorCount>()
  for (const { code, title, count } of marks) {
    if (code !== null) counts.set(code, { code, title, count: (counts.get(code)?.count ?? 0) + count })
  }
  return [...counts.values()].toSorted((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1))
}

/** What is only worth a warning (heroku-facts A.7); the rest is an error. Codes from H80 on are nobody's fault. */
export function toneOf({ kind, code }: Pick<Mark, 'kind' | 'code'>): Tone {
  if (kind === 'crash') return 'error'
  if (kind === 'alert') return 'warn'
  if (code === null) return kind === 'release' ? 'ok' : 'idle'
  if (code >= 'H80' && code < 'H99') return 'idle'
  return ['H15', 'H16', 'H17', 'H27', 'H28', 'R14'].includes(code) ? 'warn' : 'error'
}

/** The rows beneath the charts, in their order; a mark belongs to one. */
export const markRows = [
  { id: 'error', label: 'Errors', kinds: ['error'] },
  { id: 'crash', label: 'Crashes', kinds: ['crash'] },
  { id: 'alert', label: 'Alerts', kinds: ['alert'] },
  { id: 'release', label: 'Deploys', kinds: ['release', 'build'] },
  { id: 'scale', label: 'Scaling', kinds: ['scale'] },
  { id: 'config', label: 'Config', kinds: ['config'] },
  { id: 'restart', label: 'Restarts', kinds: ['restart', 'maintenance'] },
] as const satisfies readonly { id: string; label: string; kinds: readonly Mark['kind'][] }[]

/** The marks of a row; null for a row without any. */
export function marksIn(marks: readonly Mark[], kinds: readonly Mark['kind'][]): readonly Mark[] {
  return marks.filter(({ kind }) => kinds.includes(kind))
}
