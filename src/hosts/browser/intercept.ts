import { FetchInterceptor } from '@mswjs/interceptors/fetch'
import { http, type RequestHandler } from 'msw'
import { setupWorker } from 'msw/browser'
import { defineNetwork, InterceptorSource } from 'msw/experimental'
import { apiPath, base } from './names.ts'

const script = `${base}sw.js`

/** Lets `world` answer every request of this page to the API; answers who passes them on. */
export async function intercept(world: (request: Request) => Promise<Response>): Promise<'service-worker' | 'page'> {
  const handler = http.all(`${location.origin}${apiPath}/*`, async ({ request }) => {
    try {
      return await world(request)
    } catch (error) {
      // Who gave up on a request hears of nothing any more; MSW would call it an exception.
      if (request.signal.aborted) return Response.error()
      throw error
    }
  })
  ignoreFailedUpdates()
  if (!canTransferStreams()) {
    // The service worker could not answer with the change feed or a log's tail: it only keeps files.
    if ('serviceWorker' in navigator)
      void navigator.serviceWorker.register(script, { scope: base }).then(keepFiles, () => undefined)
  } else if (await canUseServiceWorker()) {
    try {
      await setupWorker(handler).start({
        quiet: true,
        onUnhandledFrame: 'bypass',
        serviceWorker: { url: script, options: { scope: base } },
      })
      keepFiles()
      return 'service-worker'
    } catch {
      // Refused by the browser, its settings or an extension: then without.
    }
  }
  interceptInPage(handler)
  return 'page'
}

/**
 * A page that its service worker does not control was reloaded with force, or runs with the developer tools' "Bypass for
 * network": MSW would reload it, for ever in the second case. Such a page does without, until it is loaded again.
 */
async function canUseServiceWorker(): Promise<boolean> {
  if (!('serviceWorker' in navigator)) return false
  try {
    return navigator.serviceWorker.controller !== null || !(await navigator.serviceWorker.getRegistration(base))
  } catch {
    return false
  }
}

/** Safari cannot: MSW then reads an answer to its end before it passes it on, and a stream has none. */
function canTransferStreams(): boolean {
  try {
    const stream = new ReadableStream()
    structuredClone(stream, { transfer: [stream] })
    return true
  } catch {
    return false
  }
}

function interceptInPage(handler: RequestHandler): void {
  const sources = [new InterceptorSource({ interceptors: [new FetchInterceptor()] })]
  defineNetwork({ sources, handlers: [handler], onUnhandledFrame: 'bypass', context: { quiet: true } }).enable()
}

/** MSW looks for a newer service worker without waiting for the outcome, which offline is a failure of no consequence. */
function ignoreFailedUpdates(): void {
  addEventListener('unhandledrejection', (event) => {
    if (event.reason instanceof Error && event.reason.message.includes('Failed to update a ServiceWorker')) event.preventDefault()
  })
}

/** Once the page has what it needs, the service worker may fetch the rest for use without a network. */
function keepFiles(): void {
  const ask = () => navigator.serviceWorker.controller?.postMessage('dynorama:keep-files')
  const later = () => setTimeout(ask, 3000)
  if (document.readyState === 'complete') later()
  else addEventListener('load', later, { once: true })
}
