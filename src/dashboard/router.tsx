import { createBrowserRouter, redirect, type MiddlewareFunction } from 'react-router'
import { appRoutes } from './app/routes.tsx'
import { ListSkeleton } from './apps/list/ListSkeleton.tsx'
import { paths } from './shared/paths.ts'
import { platformReady } from './shared/platform.ts'
import { ensureSession } from './shared/session.ts'
import { NotFound } from './shell/NotFound.tsx'
import { RouteError } from './shell/RouteError.tsx'
import { Shell } from './shell/Shell.tsx'
import { StartError } from './shell/StartError.tsx'

/** No page is asked for before the platform answers. */
const started: MiddlewareFunction = async (_, next) => {
  await platformReady()
  await next()
}

/** Nor before somebody is signed in. */
const signedIn: MiddlewareFunction = async ({ request }, next) => {
  await platformReady()
  if (await ensureSession()) return next()
  const { pathname, search } = new URL(request.url)
  const here = pathname.slice(import.meta.env.BASE_URL.length - 1) + search
  throw redirect(paths.signIn(here === paths.apps() ? undefined : here))
}

/** All pages. Each comes when it is opened; the shell around them and the skeleton of the list are there at once. */
export function createRouter() {
  return createBrowserRouter(
    [
      {
        path: '/',
        element: <Shell />,
        errorElement: <StartError />,
        middleware: [signedIn],
        children: [
          { index: true, loader: () => redirect(paths.apps()) },
          {
            errorElement: <RouteError />,
            hydrateFallbackElement: <></>,
            children: [
              { path: 'apps', lazy: () => import('./apps/list/page.tsx'), hydrateFallbackElement: <ListSkeleton /> },
              { path: 'new', lazy: () => import('./apps/new/page.tsx') },
              appRoutes,
              { path: 'account', lazy: () => import('./account/page.tsx') },
              { path: '*', element: <NotFound /> },
            ],
          },
        ],
      },
      {
        path: 'sign-in',
        lazy: () => import('./account/sign-in.tsx'),
        errorElement: <StartError />,
        hydrateFallbackElement: <></>,
        middleware: [started],
      },
      {
        path: 'gallery',
        hydrateFallbackElement: <></>,
        lazy: async () => ({ Component: (await import('./shell/GalleryPage.tsx')).GalleryPage }),
      },
    ],
    { basename: import.meta.env.BASE_URL },
  )
}
