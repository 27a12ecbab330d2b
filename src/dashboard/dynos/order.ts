import type { Formation } from '#platform/dynos/contract.ts'

/** Process types as people think of them: web first, then by name. */
export function inOrder(formation: readonly Formation[]): readonly Formation[] {
  const rank = ({ type }: Formation) => (type === 'web' ? 0 : 1)
  return formation.toSorted((a, b) => rank(a) - rank(b) || a.type.localeCompare(b.type, 'en'))
}
