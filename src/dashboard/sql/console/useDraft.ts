import { useEffect, useState } from 'react'
import { keptInTab } from '#dashboard/shared/kept-text.ts'
import { useSearch } from '#dashboard/shared/useSearch.ts'

/** To keep more at every key would hold up whoever types. */
const LONGEST_KEPT = 200_000

/** What is written in the console of a database: what the address brings (`?sql=`), or what was there last in this tab. */
export function useDraft(addon: string) {
  const [search, alter] = useSearch()
  const [text, setText] = useState(() => search.get('sql') ?? keptInTab.load(`sql draft ${addon}`) ?? '')
  const [first] = useState(text)
  const change = (next: string) => {
    setText(next)
    keptInTab.keep(`sql draft ${addon}`, next.length > LONGEST_KEPT ? '' : next)
  }
  // What an address brings is a draft like any other from then on. It is never run by itself.
  useEffect(() => {
    if (!search.has('sql')) return
    keptInTab.keep(`sql draft ${addon}`, text)
    alter((next) => next.delete('sql'))
  })
  return { text, first, change }
}
