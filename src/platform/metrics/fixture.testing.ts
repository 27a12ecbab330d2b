import { Table } from '#kernel/table.ts'
import type { Activity } from '#platform/apps/activity.ts'
import type { App } from '#platform/apps/model.ts'
import type { Runtime } from '#platform/builds/types.ts'
import type { Run } from '#platform/dynos/model.ts'
import { makeTables, type Tables } from '#platform/world.ts'
import { historyOf, type History } from './history.ts'

// Hand-made rows for the tests of metrics and logs.

export const SEED = 'fixture'
/** A Wednesday at noon. */
export const NOON = Date.UTC(2026, 5, 10, 12)
const HOUR = 3_600_000

export const express: Runtime = {
  language: 'nodejs',
  framework: 'express',
  version: '24.1.0',
  serviceMs: 18,
  concurrency: 50,
  memoryMb: 90,
}
export const rails: Runtime = {
  language: 'ruby',
  framework: 'rails',
  version: '3.4.1',
  serviceMs: 70,
  concurrency: 5,
  memoryMb: 320,
}

export interface Fixture {
  readonly tables: Tables
  readonly app: App
  readonly addRun: (patch?: Partial<Run>) => Run
  readonly addActivity: (patch: Partial<Activity>) => void
  readonly change: (patch: Partial<App>) => void
  readonly history: (now?: number) => History
}

/** An app with a slug and its release; runs are added by the test. */
export function fixture(
  options: { readonly runtime?: Runtime; readonly peakRps?: number; readonly app?: Partial<App> } = {},
): Fixture {
  const tables = makeTables(() => (name, indexes) => new Table(name, indexes, () => undefined))
  const createdAt = NOON - 30 * 24 * HOUR
  const id = '11111111-2222-4333-8444-555555555555'
  tables.apps.insert({
    id,
    name: 'corner-shop',
    ownerId: 'owner',
    teamId: null,
    locked: false,
    region: 'us',
    stack: 'heroku-24',
    buildStack: 'heroku-24',
    maintenance: false,
    maintenances: [],
    acm: false,
    buildpacks: [],
    description: null,
    config: {},
    features: [],
    traffic: [{ from: createdAt, peakRps: options.peakRps ?? 4, shape: 'steady' }],
    cacheDroppedAt: null,
    slugSize: null,
    repoSize: null,
    domainKey: '0123456789ab',
    releaseId: 'release',
    version: 3,
    createdAt,
    updatedAt: createdAt,
    releasedAt: createdAt,
    ...options.app,
  })
  const common = { appId: id, stack: 'heroku-24', createdAt }
  const runtime = options.runtime ?? express
  tables.slugs.insert({
    ...common,
    id: 'slug',
    sourceId: null,
    processTypes: { web: 'npm start' },
    description: null,
    size: 1,
    commit: null,
    commitDescription: null,
    checksum: null,
    runtime,
  })
  tables.releases.insert({
    ...common,
    id: 'release',
    version: 3,
    description: 'Deploy',
    status: 'succeeded',
    slugId: 'slug',
    userId: 'owner',
    config: {},
    phaseRunId: null,
    updatedAt: createdAt,
  })
  let runs = 0
  let activities = 0
  return {
    tables,
    get app() {
      return tables.apps.must(id)
    },
    addRun(patch = {}) {
      runs += 1
      const startedAt = patch.startedAt ?? NOON - 3 * HOUR
      const name = patch.name ?? 'web.1'
      return tables.runs.insert({
        id: `run-${String(runs).padStart(3, '0')}`,
        appId: id,
        dynoId: `dyno ${name}`,
        name,
        type: name.split('.')[0] ?? 'web',
        size: 'Standard-1X',
        command: 'npm start',
        version: 3,
        slugId: 'slug',
        env: {},
        cause: 'release',
        askedBy: null,
        terminal: false,
        before: 'down',
        startedAt,
        launchedAt: startedAt + 2_500,
        upAt: startedAt + 6_000,
        end: null,
        ...patch,
      })
    },
    addActivity(patch) {
      activities += 1
      const row = {
        id: `${id}.${activities}`,
        appId: id,
        at: NOON,
        kind: 'app',
        text: null,
        line: null,
        actorId: null,
        version: null,
        buildId: null,
      } as const
      tables.activities.insert({ ...row, ...patch })
    },
    change: (patch) => void tables.apps.update(id, patch),
    history: (now = NOON) => historyOf(tables, SEED, tables.apps.must(id), now),
  }
}
