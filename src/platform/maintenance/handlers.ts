import type { Account } from '#platform/account/model.ts'
import { addonFor } from '#platform/addons/rules.ts'
import type { Addon } from '#platform/addons/vars.ts'
import { allow, permissionsOn } from '#platform/apps/access.ts'
import { record } from '#platform/apps/activity.ts'
import { conflict, notFound } from '#platform/http/errors.ts'
import { implement, type Route } from '#platform/http/routes.ts'
import { iso, isoOrNull } from '#platform/http/wire.ts'
import { clusterOf } from '#platform/kafka/clusters.ts'
import { databaseOf } from '#platform/postgres/state.ts'
import { stageOf } from '#platform/postgres/upgrades.ts'
import { storeOf } from '#platform/redis/store.ts'
import type { PlatformWorld, Tables } from '#platform/world.ts'
import { maintenances } from './contract.ts'
import {
  currentMaintenance,
  isMaintained,
  pastMaintenances,
  pendingMaintenance,
  runMaintenance,
  scheduleMaintenance,
  setWindow,
} from './model.ts'
import { readWindow } from './window.ts'
import { wireMaintenance, wireWindow } from './wire.ts'

const HISTORY = 5

/** An add-on of a data service by its id or name, if the person may see it. Refuses with 404 or 403. */
function maintainedFor(tables: Tables, actor: Account, identity: string): Addon {
  const addon = addonFor(tables, actor, identity)
  if (!isMaintained(addon)) throw notFound('database', 'database, key-value store or Kafka cluster')
  return addon
}

/** The same for one who says when: who may change config vars of the app that it is billed to. */
function arrangedBy(tables: Tables, actor: Account, identity: string): Addon {
  const addon = maintainedFor(tables, actor, identity)
  allow(permissionsOn(tables, tables.apps.must(addon.appId), actor.id), 'addons.free')
  return addon
}

/** Refuses with 409 while something else restarts it. */
function idle(world: PlatformWorld, addon: Addon): void {
  if (isBusy(world, addon)) throw conflict(`${addon.name} is being upgraded or repaired. Wait until that is over.`)
}

function isBusy(world: PlatformWorld, addon: Addon): boolean {
  switch (addon.service) {
    case 'heroku-postgresql':
      return stageOf(databaseOf(world, addon).upgrade, world.now) === 'running'
    case 'heroku-redis':
      return storeOf(world, addon).upgrade !== null
    default: {
      const { upgrade, failure } = clusterOf(world.tables, addon)
      return upgrade !== null || failure !== null
    }
  }
}

function tell(world: PlatformWorld, { appId }: Addon, text: string, actor: Account): void {
  const line = `${text.charAt(0).toUpperCase()}${text.slice(1)} by user ${actor.email}`
  record(world, { appId, kind: 'addon', text, line, actorId: actor.id })
}

export const maintenanceRoutes: readonly Route[] = implement(maintenances, {
  ofApp: ({ world, tables, app }) => ({
    maintenances: tables.addons.by('app', app.id).flatMap((addon) => {
      const current = currentMaintenance(world, addon)
      return current ? [wireMaintenance(world, addon, current)] : []
    }),
  }),
  info: ({ world, tables, actor, params }) => {
    const addon = maintainedFor(tables, actor, params.addon)
    return wireMaintenance(world, addon, currentMaintenance(world, addon))
  },
  history: ({ world, tables, actor, params, query }) => {
    const addon = maintainedFor(tables, actor, params.addon)
    const limit = Number(query.limit ?? HISTORY)
    return {
      maintenances: pastMaintenances(world, addon)
        .slice(0, limit > 0 ? limit : HISTORY)
        .map((row) => wireMaintenance(world, addon, row)),
    }
  },
  run: ({ world, tables, actor, params }) => {
    const addon = arrangedBy(tables, actor, params.addon)
    idle(world, addon)
    runMaintenance(world, addon)
    tell(world, addon, `began maintenance of ${addon.name}`, actor)
    return wireMaintenance(world, addon, currentMaintenance(world, addon))
  },
  schedule: ({ world, tables, actor, params, body }) => {
    const addon = arrangedBy(tables, actor, params.addon)
    const { startsAt, previouslyAt } = scheduleMaintenance(world, addon, Number(body.delay_weeks ?? 1))
    return { scheduled_for: iso(startsAt), previously_scheduled_for: isoOrNull(previouslyAt) }
  },
  window: ({ world, tables, actor, params }) => {
    const addon = maintainedFor(tables, actor, params.addon)
    const pending = pendingMaintenance(world, addon)
    return {
      window: wireWindow(world, addon),
      previous_window: null,
      scheduled_at: isoOrNull(pending?.startsAt ?? null),
      previously_scheduled_at: null,
    }
  },
  setWindow: ({ world, tables, actor, params, body }) => {
    const addon = arrangedBy(tables, actor, params.addon)
    const before = wireWindow(world, addon)
    const moved = setWindow(world, addon, readWindow(body.day_of_week, body.time_of_day))
    return {
      window: wireWindow(world, addon),
      previous_window: before,
      scheduled_at: isoOrNull(moved?.startsAt ?? null),
      previously_scheduled_at: isoOrNull(moved?.previouslyAt ?? null),
    }
  },
})
