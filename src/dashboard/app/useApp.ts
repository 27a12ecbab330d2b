import { useParams } from 'react-router'
import { useData } from '#client/query.ts'
import { whyNot } from '#dashboard/shared/may.ts'
import type { AppAction } from '#platform/permissions/contract.ts'
import { of } from './queries.ts'

/** The name of the app that the address is about. */
export function useAppName(): string {
  const { app } = useParams()
  if (app === undefined) throw new Error('This page belongs below an app.')
  return app
}

/** The app that the address is about; its layout's loader has it fetched. */
export const useApp = () => useData(of.info(useAppName()))

/** How the app is doing. */
export const useAppState = () => useData(of.state(useAppName()))

/** Why whoever is signed in may not do this to the app; null when they may. */
export function useWhyNot(): (action: AppAction) => string | null {
  const state = useAppState()
  return (action) => whyNot(state, action)
}
