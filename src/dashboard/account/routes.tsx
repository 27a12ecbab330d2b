import type { RouteObject } from 'react-router'

/** The pages of whoever is signed in. */
export const accountRoute: RouteObject = {
  path: 'account',
  lazy: () => import('./AccountLayout.tsx'),
  children: [
    { index: true, lazy: async () => ({ Component: (await import('./parts.ts')).Profile }) },
    { path: 'security', lazy: async () => ({ Component: (await import('./parts.ts')).Security }) },
    { path: 'keys', lazy: async () => ({ Component: (await import('./parts.ts')).Keys }) },
    { path: 'applications', lazy: async () => ({ Component: (await import('./parts.ts')).Applications }) },
    { path: 'billing', lazy: async () => ({ Component: (await import('./parts.ts')).Billing }) },
  ],
}
