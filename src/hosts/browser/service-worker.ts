import { files, onceUsed, version } from 'virtual:static-files'

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
const keptOnceUsed = new Set(onceUsed.map((file) => root.pathname + file))
/** Below these folders a file's name carries a hash of what is in it. */
const neverChange = ['assets/', 'workers/'].map((folder) => root.pathname + folder)

// Whether all files of some version are kept; undefined until that is known. As long as none are, the browser fetches them
// by itself, which is quicker than through here; but for what is kept only because it was used.
let complete: boolean | undefined
void findComplete().then((name) => (complete = name !== undefined))

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
  else if (complete === false && !keptOnceUsed.has(pathname)) return
  else if (neverChange.some((folder) => pathname.startsWith(folder))) event.respondWith(fromCacheFirst(event.request))
  else if (kept.has(pathname)) event.respondWith(fromNetworkFirst(event.request, pathname))
})

addEventListener('message', (event) => {
  if (event.data === 'dynorama:keep-files') event.waitUntil(keepFiles())
})

async function fromCacheFirst(request: Request): Promise<Response> {
  const found = await caches.match(request.url)
  if (found) return found
  const response = await fetch(request)
  if (keptOnceUsed.has(new URL(request.url).pathname) && response.ok)
    await (await caches.open(cacheName)).put(request.url, response.clone())
  return response
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
  const name = await findComplete()
  return name === undefined ? undefined : (await caches.open(name)).match(path)
}

async function findComplete(): Promise<string | undefined> {
  for (const name of [cacheName, ...(await otherVersions())]) if (await hasPage(name)) return name
  return undefined
}

/** The page is the last file to be kept: where it is, everything is. */
async function hasPage(name: string): Promise<boolean> {
  return (await caches.has(name)) && (await (await caches.open(name)).match(root.pathname)) !== undefined
}

async function otherVersions(): Promise<string[]> {
  return (await caches.keys()).filter((name) => name.startsWith(cachePrefix) && name !== cacheName)
}

async function keepFiles(): Promise<void> {
  if (kept.size === 0 || (await hasPage(cacheName))) return
  const cache = await caches.open(cacheName)
  for (const path of kept) if (path !== root.pathname && !(await cache.match(path))) await cache.add(path)
  for (const path of keptOnceUsed) {
    const used = (await cache.match(path)) ? undefined : await caches.match(path)
    if (used) await cache.put(path, used)
  }
  await cache.add(new Request(root.pathname, { cache: 'no-cache' }))
  complete = true
  for (const name of await otherVersions()) await caches.delete(name)
}

importScripts('mockServiceWorker.js')
