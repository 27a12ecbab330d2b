import type { App } from '#platform/apps/model.ts'
import type { DataServices } from '#platform/host.ts'
import type { Tables } from '#platform/world.ts'
import { keysOf } from './vars.ts'

// A world says where its databases would be. A host on which they really listen puts its own addresses into what it answers:
// the world stays the same in a browser and in Node.

/** The address of a database with the place where it listens instead of the one it would have. */
export function reachable(url: string, at: string | undefined): string {
  if (at === undefined) return url
  return url.replace(/^(redis|postgres)s?(:\/\/[^@/]+@)[^/]+/, (_, scheme: string, login: string) => `${scheme}${login}${at}`)
}

/** An app's config vars, with the addresses of databases that can be connected to. */
export function reachableVars(
  { attachments, addons }: Tables,
  app: App,
  config: Readonly<Record<string, string>>,
  services: DataServices,
): Record<string, string> {
  const vars = { ...config }
  for (const attachment of attachments.by('app', app.id)) {
    const addon = addons.must(attachment.addonId)
    const at = services[addon.service]
    for (const key of at === undefined ? [] : keysOf(attachment, addon))
      if (vars[key] !== undefined) vars[key] = reachable(vars[key], at)
  }
  return vars
}
