import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { query } from '#client/query.ts'
import { whyNotByToken } from '#dashboard/shared/may.ts'
import { accountSettings, type AccountFeatureName } from '#platform/account/settings/contract.ts'
import { allowSingleKeys } from '#ui/keyboard/useShortcut.ts'
import { setTimeStyle } from '#ui/time-style.ts'

/** What one has chosen for oneself. */
export const ofSettings = {
  preferences: () => query(accountSettings.preferences, { params: { account: '~' } }),
  features: () => query(accountSettings.features),
}

/** Has the dashboard behave as whoever is signed in has chosen. */
export function useSettings(): void {
  const enabled = whyNotByToken('account.edit') === null
  const preferences = useQuery({ ...ofSettings.preferences(), enabled }).data
  const features = useQuery({ ...ofSettings.features(), enabled }).data
  const isOn = (name: AccountFeatureName) => features?.some((each) => each.name === name && each.enabled) ?? false
  const zone = preferences?.timezone ?? undefined
  const exact = isOn('exact-times')
  const noSingleKeys = isOn('no-single-keys')
  useEffect(() => setTimeStyle({ zone, exact }), [zone, exact])
  useEffect(() => allowSingleKeys(!noSingleKeys), [noSingleKeys])
}
