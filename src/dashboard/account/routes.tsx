import type { LoaderFunction, RouteObject } from 'react-router'

const parts = [
  ['', 'Profile'],
  ['security', 'Security'],
  ['keys', 'Keys'],
  ['applications', 'Applications'],
  ['notifications', 'NotificationPreferences'],
  ['billing', 'Billing'],
] as const

/** The pages of whoever is signed in. */
export const accountRoute: RouteObject = {
  path: 'account',
  lazy: () => import('./AccountLayout.tsx'),
  children: parts.map(([path, name]) => ({
    path,
    lazy: {
      Component: async () => (await import('./parts.ts'))[name],
      loader: async (): Promise<LoaderFunction> => {
        const load = (await import('./loaders.ts')).loaders[path]
        return ({ request }) => load?.(new URL(request.url)) ?? null
      },
    },
  })),
}
