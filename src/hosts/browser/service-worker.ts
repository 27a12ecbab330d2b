import { files, version } from 'virtual:static-files'

// The service worker: passes requests for the API to MSW, whose script it loads, and keeps the site's files for use without
// a network. Whatever is not for the API never reaches MSW, which would ask the page about each of its own scripts.

interface ExtendableEvent extends Event {
  readonly data: unknown
  waitUntil(work: Promise<unknown>): void
}

interface FetchEvent extends ExtendableEvent {
  readonly request: Request
  respondWith(response: Promise<Response>): void
}

// The types of a service worker cannot stand beside those of a page; this is what is used of them.
declare const registration: ServiceWorkerRegistration
declare function addEventListener(type: 'install' | 'message', listener: (event: ExtendableEvent) => void): void
declare function addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void

const root = new URL(registration.scope)
const api = `${root.pathname}api`
const cachePrefix = `dynorama ${root.pathname} `
const cacheName = cachePrefix + version
const kept = new Set(files.map((file) => root.pathname + file))
/** Below these folders a file's name carries a hash of what is in it. */
const neverChange = ['assets/', 'workers/'].map((folder) => root.pathname + folder)

// MSW's script asks to take over pages that an older service worker serves. Those pages would wait for ever: MSW in a page
// answers the worker that it started with and no other. A new version waits until all pages are closed.
addEventListener('install', (event) => {
  if (registration.active) event.stopImmediatePropagation()
})

// MSW removes the service worker with the last page. It has to stay, to open the next page without a network.
Object.defineProperty(registration, 'unregister', { value: () => Promise.resolve(false) })

addEventListener('fetch', (event) => {
  const { pathname, origin } = new URL(event.request.url)
  if (origin === root.origin && (pathname === api || pathname.startsWith(`${api}/`))) return
  event.stopImmediatePropagation()
  if (event.request.method !== 'GET' || origin !== root.origin) return
  if (event.request.mode === 'navigate') event.respondWith(fromNetworkFirst(event.request, root.pathname))
  else if (neverChange.some((folder) => pathname.startsWith(folder))) event.respondWith(fromCacheFirst(event.request))
  else if (kept.has(pathname)) event.respondWith(fromNetworkFirst(event.request, pathname))
})

addEventListener('message', (event) => {
  if (event.data === 'dynorama:keep-files') event.waitUntil(keepFiles())
})

async function fromCacheFirst(request: Request): Promise<Response> {
  return (await caches.match(request.url)) ?? fetch(request)
}

async function fromNetworkFirst(request: Request, path: string): Promise<Response> {
  try {
    return await fetch(request)
  } catch (error) {
    const found = await find(path)
    if (found) return found
    throw error
  }
}

/** A kept file, of this version if it is complete, or of the one before. */
async function find(path: string): Promise<Response | undefined> {
  const names = (await caches.keys()).filter((name) => name.startsWith(cachePrefix))
  for (const name of [cacheName, ...names]) {
    const cache = await caches.open(name)
    // The page comes last: where it is, everything is.
    if (await cache.match(root.pathname)) return cache.match(path)
  }
  return undefined
}

async function keepFiles(): Promise<void> {
  const cache = await caches.open(cacheName)
  const page = root.pathname
  if (kept.size === 0 || (await cache.match(page))) return
  for (const path of kept) if (path !== page && !(await cache.match(path))) await cache.add(path)
  await cache.add(new Request(page, { cache: 'no-cache' }))
  const old = (await caches.keys()).filter((name) => name.startsWith(cachePrefix) && name !== cacheName)
  await Promise.all(old.map((name) => caches.delete(name)))
}

importScripts('mockServiceWorker.js')
