import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useNavigate } from 'react-router'
import { query } from '#client/query.ts'
import { useSettings } from '#dashboard/account/settings.ts'
import { useTimeShortcuts } from '#dashboard/control/useTimeShortcuts.ts'
import { pageClock } from '#dashboard/shared/page-clock.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { control } from '#platform/control/contract.ts'
import { HintLayer } from '#ui/HintLayer.tsx'
import { useShortcut } from '#ui/keyboard/useShortcut.ts'
import { Toasts } from '#ui/Toasts.tsx'
import { PlatformLost } from './PlatformLost.tsx'

/** What every page has, and none needs for its first sight: shortcuts, hints, messages. Messages that come too early wait. */
export default function Later() {
  useTimeShortcuts()
  usePlatformTime()
  usePageShortcuts()
  useSettings()
  return (
    <>
      <PlatformLost />
      <HintLayer />
      <Toasts />
    </>
  )
}

/** `g` and a letter go to a page from everywhere. */
function usePageShortcuts(): void {
  const navigate = useNavigate()
  useShortcut('g a', () => void navigate(paths.apps()), { label: 'Go to apps' })
  useShortcut('g n', () => void navigate(paths.newApp()), { label: 'New app' })
  useShortcut('g e', () => void navigate(paths.marketplace()), { label: 'Go to the marketplace' })
  useShortcut('g p', () => void navigate(paths.pipelines()), { label: 'Go to pipelines' })
  useShortcut('g t', () => void navigate(paths.teams()), { label: 'Go to teams' })
  useShortcut('g d', () => void navigate(paths.databases()), { label: 'Go to databases' })
  useShortcut('g c', () => void navigate(paths.dataclips()), { label: 'Go to dataclips' })
  useShortcut('g y', () => void navigate(paths.everything()), { label: 'Go to activity' })
  useShortcut('g i', () => void navigate(paths.notifications()), { label: 'Go to notifications' })
}

/** Sets the pages' clock by the platform's whenever that says what time it is. */
function usePlatformTime(): void {
  const { data, dataUpdatedAt } = useQuery(query(control.clock))
  useEffect(() => {
    if (data) pageClock.read(Date.parse(data.now), data.rate)
  }, [data, dataUpdatedAt])
}
