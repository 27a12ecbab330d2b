import type { RouteObject } from 'react-router'

/** The teams, and the pages of one, within their frame. */
export const teamRoutes: RouteObject[] = [
  { path: 'teams', lazy: () => import('./Teams.tsx') },
  {
    path: 'teams/:team',
    lazy: () => import('./TeamLayout.tsx'),
    children: [
      { index: true, lazy: async () => ({ Component: (await import('./parts.ts')).AppsPart }) },
      { path: 'people', lazy: async () => ({ Component: (await import('./parts.ts')).PeoplePart }) },
      { path: 'access', lazy: async () => ({ Component: (await import('./parts.ts')).AccessPart }) },
      { path: 'activity', lazy: async () => ({ Component: (await import('./parts.ts')).ActivityPart }) },
      { path: 'billing', lazy: () => import('#dashboard/billing/TeamBilling.tsx') },
      { path: 'settings', lazy: async () => ({ Component: (await import('./parts.ts')).SettingsPart }) },
    ],
  },
]
