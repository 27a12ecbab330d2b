import type { Addon } from '#platform/addons/vars.ts'
import { iso, isoOrNull } from '#platform/http/wire.ts'
import type { PlatformWorld } from '#platform/world.ts'
import type { Maintenance as WireMaintenance } from './contract.ts'
import { hasWindow, stateAt, upkeepOf, type Maintenance } from './model.ts'
import { windowWords } from './window.ts'

/** An add-on's window in words; null where the platform chooses the time. */
export const wireWindow = (world: PlatformWorld, addon: Addon): string | null =>
  hasWindow(addon) ? windowWords(upkeepOf(world, addon).window) : null

/** A maintenance of an add-on, or that there is none. */
export function wireMaintenance(world: PlatformWorld, addon: Addon, maintenance: Maintenance | null): WireMaintenance {
  const { now, tables } = world
  const app = tables.apps.must(addon.appId)
  const window = wireWindow(world, addon)
  const status = maintenance ? stateAt(maintenance, now) : 'none'
  const begun = maintenance !== null && status !== 'pending'
  const done = status === 'completed'
  return {
    addon: {
      attachments: tables.attachments
        .by('addon', addon.id)
        .filter(({ appId }) => appId === app.id)
        .map(({ name }) => name)
        .sort(),
      kind: addon.service,
      name: addon.name,
      plan: addon.plan,
      uuid: addon.id,
      window,
    },
    app: { name: app.name, uuid: app.id },
    completed_at: maintenance && done ? iso(maintenance.endsAt) : null,
    duration_seconds: maintenance && done ? Math.round((maintenance.endsAt - maintenance.startsAt) / 1000) : null,
    method: maintenance ? 'in_place' : null,
    previously_scheduled_for: isoOrNull(maintenance?.previouslyAt ?? null),
    reason: maintenance?.reason ?? null,
    required_by: isoOrNull(maintenance?.requiredBy ?? null),
    scheduled_for: isoOrNull(maintenance?.startsAt ?? null),
    server_created_at: isoOrNull(maintenance?.createdAt ?? null),
    started_at: maintenance && begun ? iso(maintenance.startsAt) : null,
    status,
    window,
  }
}
