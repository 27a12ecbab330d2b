import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { query } from '#client/query.ts'
import { useTimeShortcuts } from '#dashboard/control/useTimeShortcuts.ts'
import { pageClock } from '#dashboard/shared/page-clock.ts'
import { control } from '#platform/control/contract.ts'
import { HintLayer } from '#ui/HintLayer.tsx'
import { Toasts } from '#ui/Toasts.tsx'
import { PlatformLost } from './PlatformLost.tsx'

/** What every page has, and none needs for its first sight: shortcuts, hints, messages. Messages that come too early wait. */
export default function Later() {
  useTimeShortcuts()
  usePlatformTime()
  return (
    <>
      <PlatformLost />
      <HintLayer />
      <Toasts />
    </>
  )
}

/** Sets the pages' clock by the platform's whenever that says what time it is. */
function usePlatformTime(): void {
  const { data, dataUpdatedAt } = useQuery(query(control.clock))
  useEffect(() => {
    if (data) pageClock.read(Date.parse(data.now), data.rate)
  }, [data, dataUpdatedAt])
}
