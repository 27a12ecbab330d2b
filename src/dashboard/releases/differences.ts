import type { Comparison, Made } from '#platform/history/contract.ts'

export interface Difference {
  /** What differs: "Stack", "worker". */
  readonly name: string
  readonly kind: 'added' | 'changed' | 'removed'
  /** What it was and what it is; null where there is nothing, or where it is not said. */
  readonly before: string | null
  readonly after: string | null
}

/** The parts that a release is compared by, beside its config vars. */
const parts = [
  {
    title: 'Build',
    of: (made) => ({
      Code: made.slug && `${made.slug.commit?.slice(0, 8) ?? made.slug.id.slice(0, 8)}${said(made)}`,
      Stack: made.stack,
      Buildpacks: made.buildpacks && made.buildpacks.join(', '),
    }),
  },
  { title: 'Process types', of: (made) => made.process_types },
  {
    title: 'Dynos',
    of: (made) =>
      Object.fromEntries(
        (made.formation ?? [])
          .filter(({ quantity }) => quantity > 0)
          .map(({ type, quantity, size }) => [type, `${quantity} × ${size}`]),
      ),
  },
  { title: 'Add-ons', of: (made) => Object.fromEntries(made.addons.map((name) => [name, 'attached'])) },
] as const satisfies readonly { title: string; of: (made: Made) => Readonly<Record<string, string | null>> }[]

export type Part = (typeof parts)[number]['title']

const said = ({ slug }: Made) => (slug?.commit_description ? `, ${slug.commit_description}` : '')

/** What differs between two releases, part by part; a part without a difference has an empty list. */
export function differences({ from, to }: Pick<Comparison, 'from' | 'to'>): { title: Part; rows: readonly Difference[] }[] {
  return parts.map(({ title, of }) => ({ title, rows: rowsOf(of(from), of(to)) }))
}

/** The names of what is the same, of parts that were found and of a build's own. */
export function sameIn(found: readonly { readonly title: Part; readonly rows: readonly Difference[] }[]): string[] {
  return found.flatMap(({ title, rows }) => {
    if (title !== 'Build') return rows.length === 0 ? [title] : []
    return ['Code', 'Stack', 'Buildpacks'].filter((name) => !rows.some((row) => row.name === name))
  })
}

function rowsOf(from: Readonly<Record<string, string | null>>, to: Readonly<Record<string, string | null>>): Difference[] {
  return [...new Set([...Object.keys(from), ...Object.keys(to)])].flatMap((name) => {
    const [before, after] = [from[name] ?? null, to[name] ?? null]
    if (before === after) return []
    return [{ name, before, after, kind: before === null ? 'added' : after === null ? 'removed' : 'changed' }]
  })
}

/** "stack, buildpacks and add-ons": what is the same, within a sentence. */
export function inWords(names: readonly string[]): string {
  const lower = names.map((name) => name.toLowerCase())
  return lower.length < 2 ? lower.join('') : `${lower.slice(0, -1).join(', ')} and ${lower.at(-1)}`
}
