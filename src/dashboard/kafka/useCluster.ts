import { useAddon, useWhyNotAddons } from '#dashboard/addons/useAddon.ts'

/** The cluster that the address is about, and why whoever is signed in may not change its topics; null when they may. */
export function useCluster() {
  const addon = useAddon()
  const why = useWhyNotAddons()
  return { addon, cluster: addon.name, whyNot: why(addon.app.name, 0) }
}
