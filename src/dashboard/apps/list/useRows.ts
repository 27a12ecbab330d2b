import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { everyApp, everyState, favorites } from './queries.ts'
import { toRows, type Row } from './rows.ts'

/** That load grows too heavy or hours run out is no change that the feed tells of, so it is asked for now and then. */
const EVERY_MS = 20_000

/** The rows of the list; null until the first of them have come. Throws what the apps could not be loaded for. */
export function useRows(): { rows: Row[] | null; complete: boolean } {
  const list = useQuery(everyApp())
  const states = useQuery({ ...everyState(), refetchInterval: EVERY_MS })
  const starred = useQuery(favorites())
  const rows = useMemo(
    () => list.data && toRows(list.data, states.data ?? [], new Set(starred.data?.map((favorite) => favorite.resource_id))),
    [list.data, states.data, starred.data],
  )
  if (list.error && !list.data) throw list.error
  return { rows: rows ?? null, complete: list.isSuccess && list.fetchStatus === 'idle' }
}
