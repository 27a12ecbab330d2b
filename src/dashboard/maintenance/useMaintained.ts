import { useAddon, useWhyNotAddons } from '#dashboard/addons/useAddon.ts'
import type { Shown } from '#dashboard/app/shown.ts'

interface Words {
  /** What becomes of those who use it meanwhile. */
  readonly effect: string
  /** Why there is nothing to choose on a plan whose machines are shared, and what to do. */
  readonly shared: string
}

const DATABASE: Words = {
  effect: 'Connections end, and the database cannot be reached for some minutes; with a standby, for some seconds.',
  shared: 'The platform chooses the time on the Essential tier. Move to a Standard plan.',
}

const words: Readonly<Record<string, Words>> = {
  'heroku-redis': {
    effect: 'The store restarts: clients lose their connections for a moment.',
    shared: 'The platform chooses the time on the Mini plan. Move to a Premium plan.',
  },
  'heroku-kafka': {
    effect: 'The brokers restart one after the other; clients connect to the others meanwhile.',
    shared: 'The platform chooses the time for shared clusters. Move to a Standard plan.',
  },
}

/** The database, store or cluster that the address is about, and why whoever is signed in may not say when; null when they may. */
export function useMaintained() {
  const addon = useAddon()
  const why = useWhyNotAddons()
  const app = addon.app.name
  return {
    addon: addon.name,
    service: addon.addon_service.name,
    app,
    whyNot: why(app, 0),
    ...(words[addon.addon_service.name] ?? DATABASE),
    /** The CLI finds an add-on by its app. */
    typed: (command: string, call: Shown): Shown => ({ ...call, cli: `heroku data:maintenances:${command} -a ${app}` }),
  }
}
