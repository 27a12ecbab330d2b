import { useAddon, useWhyNotAddons } from '#dashboard/addons/useAddon.ts'

/** The database that the address is about, and why whoever is signed in may not use or change it; null when they may. */
export function useDatabase() {
  const addon = useAddon()
  const why = useWhyNotAddons()
  const app = addon.app.name
  return {
    addon,
    database: addon.name,
    app,
    /** Back it up, set and check it. */
    whyNotUse: why(app, 0),
    /** Change what it holds, who may sign in, or what it is. */
    whyNotOwn: why(app, addon.billed_price?.cents ?? 0),
  }
}
