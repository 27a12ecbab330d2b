import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useSearch } from '#dashboard/shared/useSearch.ts'
import { Button } from '#ui/Button.tsx'
import { AtBytes } from './AtBytes.tsx'
import { KeyList } from './KeyList.tsx'
import { KeyPage } from './KeyPage.tsx'
import { NewKey } from './NewKey.tsx'
import { Ready } from '#dashboard/addons/Ready.tsx'
import { useStore } from './useStore.ts'

/** What is in a store, key by key. */
export function KeysPart() {
  const [search] = useSearch()
  const key = search.get('key')
  if (key !== null && /[^\0-\xff]/u.test(key)) return <AtBytes text={key} />
  return <Ready>{key === null ? <Keys /> : <KeyPage key={key} name={key} />}</Ready>
}

function Keys() {
  const { store } = useStore()
  const [adding, setAdding] = useState(false)
  return (
    <>
      <KeyList
        store={store}
        live
        actions={
          <Button icon={<Plus size={14} />} variant="primary" onClick={() => setAdding(true)}>
            Add key
          </Button>
        }
      />
      {adding && <NewKey close={() => setAdding(false)} />}
    </>
  )
}
