import { hash } from '#kernel/random.ts'
import type { App } from '#platform/apps/model.ts'

// What is asked of an app, made up from its name: a shop has products, an API has versions.

/** Each theme: names it fits, and routes, the most visited first. `:id` is a number, `:slug` and `:word` are words. */
const THEMES: readonly (readonly [RegExp, string])[] = [
  [
    /shop|store|cart|market|commerce|product|catalog/,
    'GET /products|GET /products/:id|GET /|GET /cart|GET /search?q=:word|POST /cart/items|GET /categories/:word|GET /products/:id/reviews|POST /checkout|GET /orders/:id|DELETE /cart/items/:id|POST /sessions|PATCH /cart/items/:id',
  ],
  [
    /pay|bill|invoice|ledger|fin/,
    'GET /v1/invoices|POST /v1/payments|GET /v1/payments/:id|GET /v1/customers/:id|POST /v1/invoices|GET /v1/balance|POST /v1/refunds|GET /health|PATCH /v1/invoices/:id|DELETE /v1/cards/:id',
  ],
  [
    /auth|account|identity|login|user|member/,
    'POST /oauth/token|GET /userinfo|GET /users/:id|POST /sessions|GET /login|DELETE /sessions/:id|PATCH /users/:id|GET /.well-known/openid-configuration|POST /users',
  ],
  [
    /blog|cms|docs|news|content|site|www|wiki|press/,
    'GET /|GET /posts/:slug|GET /tags/:word|GET /about|GET /feed.xml|GET /posts|GET /search?q=:word|POST /comments|GET /sitemap.xml|PATCH /posts/:id|DELETE /comments/:id',
  ],
  [
    /admin|dash|report|analytic|internal|office|ops|stat/,
    'GET /dashboard|GET /api/reports|GET /api/reports/:id|GET /users?page=:id|POST /api/exports|GET /api/metrics?range=24h|PATCH /users/:id|DELETE /api/exports/:id|POST /sessions',
  ],
  [
    /chat|mail|notif|messag|push|event|hook|ingest|track|queue|stream/,
    'POST /events|POST /messages|GET /messages?after=:id|GET /channels/:word|POST /webhooks/:word|GET /status|DELETE /messages/:id|PUT /subscriptions/:id',
  ],
  [
    /search|recommend|rank|match|model|predict|ml|ai/,
    'GET /search?q=:word|GET /suggest?q=:word|POST /predict|GET /documents/:id|POST /documents|GET /health|PUT /documents/:id|DELETE /documents/:id',
  ],
  [
    /api|service|gateway|backend|core|server/,
    'GET /v1/items|GET /v1/items/:id|POST /v1/items|GET /v1/users/:id|GET /health|PUT /v1/items/:id|GET /v1/search?q=:word|DELETE /v1/items/:id|POST /v1/batches',
  ],
  [
    /./,
    'GET /|GET /items|GET /items/:id|GET /about|POST /items|GET /login|POST /sessions|PATCH /items/:id|GET /favicon.ico|DELETE /items/:id',
  ],
]

const WORDS =
  'autumn basil cedar copper delta ember fern garden harbor indigo juniper kettle lantern meadow nectar olive pepper quartz river saffron timber umber velvet willow'.split(
    ' ',
  )
/** What nobody has, but someone always asks for. */
const MISSING = ['/wp-login.php', '/.env', '/favicon.ico', '/robots.txt', '/apple-touch-icon.png', '/admin.php', '/.git/config']

export interface Route {
  readonly method: string
  readonly path: string
}

/** The routes of an app by method. */
export interface SiteMap {
  readonly all: readonly Route[]
  readonly reads: readonly Route[]
  readonly posts: readonly Route[]
  readonly changes: readonly Route[]
}

export function siteMapOf(app: App): SiteMap {
  const text = THEMES.find(([names]) => names.test(app.name))?.[1] ?? 'GET /'
  const all = text.split('|').map((route) => {
    const [method = 'GET', path = '/'] = route.split(' ')
    return { method, path }
  })
  const by = (methods: string) => all.filter(({ method }) => methods.includes(method))
  return { all, reads: by('GET'), posts: by('POST'), changes: by('DELETE PATCH PUT') }
}

/** Which routes answer with a status. */
function routesFor(map: SiteMap, status: number): readonly Route[] {
  if (status === 201 || status === 422 || status === 400) return map.posts
  if (status === 204) return map.changes
  if (status === 404) return map.reads.filter(({ path }) => path.includes('/:'))
  return status === 304 || status === 301 ? map.reads : status === 200 ? [...map.reads, ...map.reads, ...map.all] : map.all
}

const unit = (chance: number) => chance / 0x1_0000_0000

/** What a request that ended in this status asked for; `key` is the chance it hangs on. */
export function routeOf(map: SiteMap, status: number, key: number): Route {
  const where = hash(key, 1)
  const asked = routesFor(map, status)
  if (status === 404 && (where % 3 === 0 || asked.length === 0))
    return { method: 'GET', path: MISSING[hash(key, 2) % MISSING.length] ?? '/' }
  const routes = asked.length > 0 ? asked : map.reads
  // The first routes are visited most.
  const route = routes[Math.floor(unit(where) ** 1.8 * routes.length)] ?? { method: 'GET', path: '/' }
  if (!route.path.includes(':')) return route
  const thing = hash(key, 3)
  const word = WORDS[thing % WORDS.length] ?? ''
  const path = route.path
    .replace(':id', String(1 + Math.floor(unit(thing) ** 2 * 9_000)))
    .replace(':slug', `${word}-${WORDS[(thing >>> 8) % WORDS.length] ?? ''}`)
    .replace(':word', word)
  return { method: route.method, path }
}
