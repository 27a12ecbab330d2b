import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { RouterProvider } from 'react-router/dom'
import * as z from 'zod/mini'
import { ApiFailure } from '#client/http.ts'
import { createRouter } from '#dashboard/router.tsx'
import { pageClock } from '#dashboard/shared/page-clock.ts'
import { providePlatform, platformReady, type Platform } from '#dashboard/shared/platform.ts'
import { queryClient } from '#dashboard/shared/query-client.ts'
import { resumeSession, watchSession } from '#dashboard/shared/session.ts'
import { ClockContext } from '#ui/clock.ts'
import { LiveRegion } from '#ui/LiveRegion.tsx'
import { SkipLink } from '#ui/SkipLink.tsx'

// The page's security policy allows no code made from text.
z.config({ jitless: true })

/** Shows the dashboard. The platform may still be starting: pages wait for it, the frame around them does not. */
export function mount(root: HTMLElement, platform: Promise<Platform> | null): void {
  providePlatform(platform)
  watchSession()
  platformReady().then(follow, () => undefined) // if it does not start, the router shows why
  const router = createRouter()
  createRoot(root, { onCaughtError: report }).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <ClockContext value={pageClock}>
          <SkipLink />
          <RouterProvider router={router} onError={report} />
          <LiveRegion />
        </ClockContext>
      </QueryClientProvider>
    </StrictMode>,
  )
}

/** A refusal of the platform is shown in the place of the page, and no news for the console. */
function report(error: unknown): void {
  if (!(error instanceof ApiFailure)) reportError(error)
}

/** What was answered before the feed was heard is asked for again by itself. */
async function follow(): Promise<void> {
  const { followChanges } = await import('#client/changes.ts')
  followChanges(queryClient, { onWorld: () => void resumeSession() })
}
