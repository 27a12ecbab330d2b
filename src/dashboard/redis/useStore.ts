import { useAddon, useWhyNotAddons } from '#dashboard/addons/useAddon.ts'
import type { Shown } from '#dashboard/app/shown.ts'

/** The store that the address is about, and why whoever is signed in may not change its settings; null when they may. */
export function useStore() {
  const addon = useAddon()
  const why = useWhyNotAddons()
  const app = addon.app.name
  return {
    addon,
    store: addon.name,
    app,
    whyNot: why(app, 0),
    /** The CLI finds a store by its app. */
    typed: (shown: Shown, more = ''): Shown => ({ ...shown, cli: shown.cli && `${shown.cli} -a ${app}${more}` }),
  }
}
