import type { RouteObject } from 'react-router'

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
  children: parts.map(([path, name]) => ({ path, lazy: async () => ({ Component: (await import('./parts.ts'))[name] }) })),
}
