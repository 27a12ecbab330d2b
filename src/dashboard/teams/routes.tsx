import type { LoaderFunction, RouteObject } from 'react-router'
import type * as loaders from './loaders.ts'
import type * as parts from './parts.ts'

/** A part and its loader, side by side. */
const part = (name: keyof typeof parts, loader: keyof typeof loaders) => ({
  Component: async () => (await import('./parts.ts'))[name],
  loader: async (): Promise<LoaderFunction> => (await import('./loaders.ts'))[loader],
})

/** The teams, and the pages of one, within their frame. */
export const teamRoutes: RouteObject[] = [
  { path: 'teams', lazy: () => import('./Teams.tsx') },
  {
    path: 'teams/:team',
    lazy: () => import('./TeamLayout.tsx'),
    children: [
      { index: true, handle: { title: 'Apps' }, lazy: async () => ({ Component: (await import('./parts.ts')).AppsPart }) },
      { path: 'people', handle: { title: 'People' }, lazy: part('PeoplePart', 'people') },
      { path: 'access', handle: { title: 'Access' }, lazy: part('AccessPart', 'access') },
      {
        path: 'activity',
        handle: { title: 'Activity' },
        lazy: async () => ({ Component: (await import('./parts.ts')).ActivityPart }),
      },
      {
        path: 'billing',
        handle: { title: 'Usage' },
        lazy: {
          Component: async () => (await import('#dashboard/billing/TeamBilling.tsx')).Component,
          loader: async () => (await import('./loaders.ts')).billing,
        },
      },
      {
        path: 'settings',
        handle: { title: 'Settings' },
        lazy: part('SettingsPart', 'settings'),
      },
    ],
  },
]
