import { useQuery } from '@tanstack/react-query'
import { createContext, use } from 'react'
import { useParams } from 'react-router'
import { useData } from '#client/query.ts'
import { everyApp, everyState } from '#dashboard/apps/list/queries.ts'
import { whyNotAddons } from '#dashboard/shared/may.ts'
import type { Addon } from '#platform/addons/contract.ts'
import type { Listing } from '#platform/addons/marketplace/contract.ts'
import { ofAddons } from './queries.ts'

/** For what is shown elsewhere than on an add-on's pages: the name of the add-on that it is about. */
export const AddonNameContext = createContext<string | null>(null)

/** The name of the add-on that the address is about. */
export function useAddonName(): string {
  const { addon = '' } = useParams()
  return use(AddonNameContext) ?? addon
}

/** The add-on that the address is about; its layout has it fetched. */
export const useAddon = (): Addon => useData(ofAddons.one(useAddonName()))

/** What the marketplace says of an add-on's service. */
export function useListing({ addon_service: service }: Pick<Addon, 'addon_service'>): Listing | undefined {
  const { data } = useQuery(ofAddons.listings())
  return data?.find(({ name }) => name === service.name)
}

/** Why whoever is signed in may not change add-ons of an app at a price, as a sentence; null when they may. */
export function useWhyNotAddons(): (app: string, cents: number) => string | null {
  const { data: apps } = useQuery(everyApp())
  const { data: states } = useQuery(everyState())
  return (name, cents) => {
    const app = apps?.find((each) => each.name === name)
    const state = states?.find((each) => each.app === app?.id)
    if (!apps || !states) return 'Loading'
    return app && state ? whyNotAddons(state, app.team === null, cents) : `You may not see ${name}, which it is billed to.`
  }
}
