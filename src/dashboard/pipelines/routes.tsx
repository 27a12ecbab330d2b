import type { RouteObject } from 'react-router'

/** The pipelines, and the pages of one, within their frame. */
export const pipelineRoutes: RouteObject[] = [
  { path: 'pipelines', lazy: () => import('./Pipelines.tsx') },
  {
    path: 'pipelines/:pipeline',
    lazy: () => import('./PipelineLayout.tsx'),
    children: [
      { index: true, handle: { title: 'Apps' }, lazy: async () => ({ Component: (await import('./parts.ts')).BoardPart }) },
      { path: 'tests', handle: { title: 'Tests' }, lazy: async () => ({ Component: (await import('./parts.ts')).TestsPart }) },
      { path: 'tests/:number', lazy: async () => ({ Component: (await import('./parts.ts')).RunPage }) },
      { path: 'access', handle: { title: 'Access' }, lazy: async () => ({ Component: (await import('./parts.ts')).AccessPart }) },
      {
        path: 'settings',
        handle: { title: 'Settings' },
        lazy: async () => ({ Component: (await import('./parts.ts')).SettingsPart }),
      },
    ],
  },
]
