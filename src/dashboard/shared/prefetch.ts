import { useCallback } from 'react'
import { query } from '#client/query.ts'
import { apps } from '#platform/apps/contract.ts'
import { control } from '#platform/control/contract.ts'
import { queryClient } from './query-client.ts'

/** Fetches what the page of an app begins with, once somebody seems about to open it. */
export function usePrefetchApp(): (name: string) => void {
  return useCallback((name) => {
    void queryClient.prefetchQuery(query(apps.info, { params: { app: name } }))
    void queryClient.prefetchQuery(query(control.state, { params: { app: name } }))
  }, [])
}
