import type { RouteObject } from 'react-router'

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
      { index: true, lazy: async () => ({ Component: (await import('./parts.ts')).Overview }) },
      { path: 'plan', lazy: async () => ({ Component: (await import('./parts.ts')).PlanPart }) },
      { path: 'attachments', lazy: async () => ({ Component: (await import('./parts.ts')).AttachmentsPart }) },
      { path: 'settings', lazy: async () => ({ Component: (await import('./parts.ts')).SettingsPart }) },
      { path: 'billing', lazy: async () => ({ Component: (await import('./parts.ts')).BillingPart }) },
      { path: 'activity', lazy: async () => ({ Component: (await import('./parts.ts')).ActivityPart }) },
      { path: 'cluster', lazy: async () => ({ Component: (await import('#dashboard/kafka/parts.ts')).ClusterPart }) },
      { path: 'topics', lazy: async () => ({ Component: (await import('#dashboard/kafka/parts.ts')).TopicsPart }) },
      { path: 'topics/:topic', lazy: async () => ({ Component: (await import('#dashboard/kafka/parts.ts')).TopicPage }) },
      { path: 'consumers', lazy: async () => ({ Component: (await import('#dashboard/kafka/parts.ts')).GroupsPart }) },
      { path: 'consumers/:group', lazy: async () => ({ Component: (await import('#dashboard/kafka/parts.ts')).GroupPage }) },
      { path: 'access', lazy: async () => ({ Component: (await import('#dashboard/kafka/parts.ts')).AccessPart }) },
      { path: 'metrics', lazy: async () => ({ Component: (await import('#dashboard/postgres/parts.ts')).MetricsPart }) },
      { path: 'durability', lazy: async () => ({ Component: (await import('#dashboard/postgres/parts.ts')).DurabilityPart }) },
      { path: 'credentials', lazy: async () => ({ Component: (await import('#dashboard/postgres/parts.ts')).CredentialsPart }) },
      { path: 'maintenance', lazy: async () => ({ Component: (await import('#dashboard/postgres/parts.ts')).MaintenancePart }) },
      { path: 'diagnose', lazy: async () => ({ Component: (await import('#dashboard/postgres/parts.ts')).DiagnosePart }) },
      { path: 'open', lazy: async () => ({ Component: (await import('./parts.ts')).OpenPart }) },
    ],
  },
]
