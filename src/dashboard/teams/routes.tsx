import type { RouteObject } from 'react-router'

/** The teams, and the pages of one, within their frame. */
export const teamRoutes: RouteObject[] = [
  { path: 'teams', lazy: () => import('./Teams.tsx') },
  {
    path: 'teams/:team',
    lazy: () => import('./TeamLayout.tsx'),
    children: [
      { index: true, handle: { title: 'Apps' }, lazy: async () => ({ Component: (await import('./parts.ts')).AppsPart }) },
      { path: 'people', handle: { title: 'People' }, lazy: async () => ({ Component: (await import('./parts.ts')).PeoplePart }) },
      { path: 'access', handle: { title: 'Access' }, lazy: async () => ({ Component: (await import('./parts.ts')).AccessPart }) },
      {
        path: 'activity',
        handle: { title: 'Activity' },
        lazy: async () => ({ Component: (await import('./parts.ts')).ActivityPart }),
      },
      { path: 'billing', handle: { title: 'Usage' }, lazy: () => import('#dashboard/billing/TeamBilling.tsx') },
      {
        path: 'settings',
        handle: { title: 'Settings' },
        lazy: async () => ({ Component: (await import('./parts.ts')).SettingsPart }),
      },
    ],
  },
]
