import { lazy, Suspense } from 'react'
import { createBrowserRouter, redirect, type MiddlewareFunction, type PatchRoutesOnNavigationFunction } from 'react-router'
import { ListSkeleton } from './apps/list/ListSkeleton.tsx'
import { Component as AppsPage, loader as loadApps, shouldRevalidate } from './apps/list/page.tsx'
import { clockReady } from './shared/page-clock.ts'
import { paths } from './shared/paths.ts'
import { platformReady } from './shared/platform.ts'
import { firstAnswers, markReady } from './shared/ready.ts'
import { ensureSession } from './shared/session.ts'
import { Shell } from './shell/Shell.tsx'

const NotFound = lazy(async () => ({ default: (await import('./shell/NotFound.tsx')).NotFound }))
const RouteError = lazy(async () => ({ default: (await import('./shell/RouteError.tsx')).RouteError }))
const StartError = lazy(async () => ({ default: (await import('./shell/StartError.tsx')).StartError }))

const loadPages = () => import('./pages.tsx')
let discovered = false

/** The list of apps does not wait until all other pages are known by name: they are when the first of them is opened. */
const discover: PatchRoutesOnNavigationFunction = async ({ patch, signal }) => {
  if (discovered) return
  const { pages } = await loadPages()
  // Of a navigation that another has overtaken nothing is taken.
  if (discovered || signal.aborted) return
  discovered = true
  patch('pages', pages)
}

/** No page is asked for before the platform answers. */
const started: MiddlewareFunction = async (_, next) => {
  await platformReady()
  await next()
}

/** Nor before somebody is signed in. */
const signedIn: MiddlewareFunction = async ({ request }, next) => {
  await platformReady()
  const [inside] = await Promise.all([ensureSession(), clockReady()])
  if (inside) {
    await next()
    void firstAnswers().then(() => {
      markReady()
      void loadPages()
    })
    return
  }
  const { pathname, search } = new URL(request.url)
  const here = pathname.slice(import.meta.env.BASE_URL.length - 1) + search
  throw redirect(paths.signIn(here === paths.apps() ? undefined : here))
}

/** What pages have in common that nobody has to be signed in for. */
const outside = {
  errorElement: (
    <Suspense>
      <StartError />
    </Suspense>
  ),
  hydrateFallbackElement: <></>,
  middleware: [started],
}

/** All pages. The list is there at once, the others come when they are opened: see `pages.tsx`. */
export function createRouter() {
  // A redirect would leave the page empty until the platform answers; so the home page has its address from the start.
  const base = import.meta.env.BASE_URL
  const { pathname, search, hash, origin } = location
  if (pathname === base) history.replaceState(null, '', `${base.slice(0, -1)}${paths.apps()}`)
  // Links know that they lead here by the address without a slash at its end.
  else if (pathname.endsWith('/')) history.replaceState(null, '', `${origin}${pathname.replace(/\/+$/, '')}${search}${hash}`)
  return createBrowserRouter(
    [
      { index: true, loader: () => redirect(paths.apps()), hydrateFallbackElement: <></> },
      {
        element: <Shell />,
        errorElement: (
          <Suspense>
            <StartError />
          </Suspense>
        ),
        middleware: [signedIn],
        children: [
          {
            id: 'pages',
            errorElement: (
              <Suspense>
                <RouteError />
              </Suspense>
            ),
            hydrateFallbackElement: <></>,
            children: [
              { path: 'apps', Component: AppsPage, loader: loadApps, shouldRevalidate, hydrateFallbackElement: <ListSkeleton /> },
              {
                path: '*',
                element: (
                  <Suspense>
                    <NotFound />
                  </Suspense>
                ),
              },
            ],
          },
        ],
      },
      { path: 'sign-in', lazy: () => import('./account/sign-in.tsx'), ...outside },
      { path: 'reset-password/:token', lazy: () => import('./account/ResetPassword.tsx'), ...outside },
      { path: 'dataclips/shared/:token', lazy: () => import('./dataclips/SharedClip.tsx'), ...outside },
      {
        path: 'gallery',
        hydrateFallbackElement: <></>,
        lazy: async () => ({ Component: (await import('./shell/GalleryPage.tsx')).GalleryPage }),
      },
    ],
    { basename: base, patchRoutesOnNavigation: discover },
  )
}
