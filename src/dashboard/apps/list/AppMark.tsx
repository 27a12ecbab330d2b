/** The letters a language goes by; a buildpack describes an app of several as the first of them. */
const marks: readonly [pattern: RegExp, letters: string][] = [
  [/node/i, 'Js'],
  [/ruby|rails/i, 'Rb'],
  [/python|django/i, 'Py'],
  [/php/i, 'Ph'],
  [/scala|play/i, 'Sc'],
  [/java/i, 'Jv'],
  [/^go/i, 'Go'],
  [/clojure/i, 'Cl'],
]

/** A small sign of an app: its language's letters, or its own first ones. Says nothing that does not stand in words too. */
export function AppMark({ name, language }: { name: string; language: string | null }) {
  const letters = (language && marks.find(([pattern]) => pattern.test(language))?.[1]) || name.slice(0, 2)
  return (
    <span
      aria-hidden
      className="row-span-2 grid size-7 shrink-0 place-items-center rounded-md border border-line bg-sunken font-mono text-2xs font-medium text-muted @[40rem]:row-span-1"
    >
      {letters}
    </span>
  )
}
