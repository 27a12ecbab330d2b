import type { RouteObject } from 'react-router'
import { accountRoute } from './account/routes.tsx'
import { addonRoutes } from './addons/routes.tsx'
import { appRoutes } from './app/routes.tsx'
import { pipelineRoutes } from './pipelines/routes.tsx'
import { teamRoutes } from './teams/routes.tsx'

/** The pages within the shell but the first one, which need not know of them. */
export const pages: RouteObject[] = [
  { path: 'new', lazy: () => import('./apps/new/page.tsx') },
  appRoutes,
  ...addonRoutes,
  accountRoute,
  { path: 'activity', lazy: () => import('./activity/ActivityPage.tsx') },
  { path: 'notifications', lazy: () => import('./notifications/Notifications.tsx') },
  ...teamRoutes,
  ...pipelineRoutes,
  { path: 'gallery/lists/:app?', lazy: () => import('./gallery/ListGallery.tsx') },
]
