import type { ComponentType } from 'react'
import type { LoaderFunction, RouteObject } from 'react-router'
import type * as loaders from './loaders.ts'

const own = () => import('./parts.ts')
const kafka = () => import('#dashboard/kafka/parts.ts')
const maintenance = () => import('#dashboard/maintenance/MaintenancePart.tsx')
const postgres = () => import('#dashboard/postgres/parts.ts')
const redis = () => import('#dashboard/redis/parts.ts')
const sql = () => import('#dashboard/sql/parts.ts')

/** A page of an add-on: what it is called, and what is fetched before it shows. */
function part(path: string, title: string, component: () => Promise<ComponentType>, loader?: keyof typeof loaders): RouteObject {
  return {
    path,
    handle: { title },
    lazy: {
      Component: component,
      ...(loader && { loader: async (): Promise<LoaderFunction> => (await import('./loaders.ts'))[loader] }),
    },
  }
}

/** The marketplace, the add-ons and the databases of all apps. A kind of database that has more to show adds its pages here. */
export const addonRoutes: RouteObject[] = [
  { path: 'elements', lazy: () => import('./Marketplace.tsx') },
  { path: 'elements/buildpacks', lazy: () => import('#dashboard/elements/Buildpacks.tsx') },
  { path: 'elements/buttons', lazy: () => import('#dashboard/elements/Buttons.tsx') },
  { path: 'elements/buttons/:sample', lazy: () => import('#dashboard/elements/ButtonPage.tsx') },
  { path: 'deploy', lazy: () => import('#dashboard/elements/ButtonPage.tsx') },
  { path: 'elements/:service', lazy: () => import('./ServicePage.tsx') },
  { path: 'databases', lazy: () => import('./Databases.tsx') },
  { path: 'dataclips', lazy: () => import('#dashboard/dataclips/Dataclips.tsx') },
  { path: 'dataclips/:clip', lazy: () => import('#dashboard/dataclips/ClipPage.tsx') },
  {
    path: 'addons/:addon',
    lazy: () => import('./AddonLayout.tsx'),
    children: [
      part('', 'Overview', async () => (await own()).Overview, 'overview'),
      part('plan', 'Plan', async () => (await own()).PlanPart),
      part('attachments', 'Attachments', async () => (await own()).AttachmentsPart, 'links'),
      part('settings', 'Settings', async () => (await own()).SettingsPart, 'settings'),
      part('billing', 'Billing', async () => (await own()).BillingPart, 'billing'),
      part('activity', 'Activity', async () => (await own()).ActivityPart),
      part('open', 'Open', async () => (await own()).OpenPart),
      part('cluster', 'Cluster', async () => (await kafka()).ClusterPart, 'cluster'),
      part('topics', 'Topics', async () => (await kafka()).TopicsPart, 'topics'),
      part('topics/:topic', 'Topic', async () => (await kafka()).TopicPage),
      part('consumers', 'Consumer groups', async () => (await kafka()).GroupsPart, 'groups'),
      part('consumers/:group', 'Consumer group', async () => (await kafka()).GroupPage),
      part('access', 'Credentials', async () => (await kafka()).AccessPart, 'access'),
      part('console', 'Console', async () => (await sql()).ConsolePart),
      part('tables', 'Tables', async () => (await sql()).TablesPart),
      part('metrics', 'Metrics', async () => (await postgres()).MetricsPart, 'database'),
      part('durability', 'Durability', async () => (await postgres()).DurabilityPart, 'durability'),
      part('credentials', 'Credentials', async () => (await postgres()).CredentialsPart, 'credentials'),
      part('maintenance', 'Maintenance', async () => (await maintenance()).MaintenancePart, 'maintenance'),
      part('diagnose', 'Diagnose', async () => (await postgres()).DiagnosePart, 'diagnose'),
      part('store', 'Store', async () => (await redis()).StorePart, 'store'),
      part('commands', 'Console', async () => (await redis()).ConsolePart),
      part('keys', 'Keys', async () => (await redis()).KeysPart),
      part('engine', 'Engine', async () => (await redis()).EnginePart, 'engine'),
    ],
  },
]
