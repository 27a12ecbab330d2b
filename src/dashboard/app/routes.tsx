import type { ComponentType } from 'react'
import type { LoaderFunction, RouteObject } from 'react-router'
import type * as loaders from './loaders.ts'

/** The page's module and the loaders' come side by side; neither is part of the first page. */
function page(loader: keyof typeof loaders, module: () => Promise<{ Component: ComponentType }>) {
  return {
    Component: async () => (await module()).Component,
    loader: async (): Promise<LoaderFunction> => (await import('./loaders.ts'))[loader],
  }
}

/** The pages of one app, within their frame. */
export const appRoutes: RouteObject = {
  path: 'apps/:app',
  lazy: page('frame', () => import('./AppLayout.tsx')),
  children: [
    { index: true, handle: { title: 'Overview' }, lazy: page('overview', () => import('#dashboard/overview/Overview.tsx')) },
    {
      path: 'resources',
      handle: { title: 'Resources' },
      lazy: page('resources', () => import('#dashboard/dynos/Resources.tsx')),
    },
    { path: 'deploy', handle: { title: 'Deploy' }, lazy: page('deploy', () => import('#dashboard/builds/Deploy.tsx')) },
    {
      path: 'deploy/builds/:build',
      handle: { title: 'Build' },
      lazy: {
        ...page('build', () => import('#dashboard/builds/BuildPage.tsx')),
        ErrorBoundary: async () => (await import('./missing.tsx')).MissingBuild,
      },
    },
    {
      path: 'deploy/releases/:release',
      handle: { title: 'Release' },
      lazy: {
        ...page('release', () => import('#dashboard/releases/ReleasePage.tsx')),
        ErrorBoundary: async () => (await import('./missing.tsx')).MissingRelease,
      },
    },
    { path: 'metrics', handle: { title: 'Metrics' }, lazy: page('metrics', () => import('#dashboard/metrics/Metrics.tsx')) },
    {
      path: 'activity',
      handle: { title: 'Activity' },
      lazy: page('activity', () => import('#dashboard/activity/AppActivity.tsx')),
    },
    { path: 'access', handle: { title: 'Access' }, lazy: page('access', () => import('#dashboard/access/Access.tsx')) },
    { path: 'logs', handle: { title: 'Logs' }, lazy: page('logs', () => import('#dashboard/logs/Logs.tsx')) },
    { path: 'run', handle: { title: 'Run' }, lazy: page('run', () => import('#dashboard/run/Run.tsx')) },
    { path: 'settings', handle: { title: 'Settings' }, lazy: page('settings', () => import('#dashboard/settings/Settings.tsx')) },
    {
      path: 'settings/webhooks/:webhook',
      handle: { title: 'Webhook' },
      lazy: {
        ...page('webhook', () => import('#dashboard/webhooks/WebhookPage.tsx')),
        ErrorBoundary: async () => (await import('./missing.tsx')).MissingWebhook,
      },
    },
  ],
}
