import { build, loadConfigFromFile } from 'vite'
import { afterEach, expect, it, vi } from 'vitest'

afterEach(() => {
  vi.unstubAllGlobals()
  Reflect.deleteProperty(process, 'type')
})

const ENTRY = '\0entry'
const code = `
  import { http, HttpResponse } from 'msw'
  import { createNetwork } from '#platform/http/network.ts'
  const handler = http.get('*/hello', ({ cookies }) =>
    HttpResponse.json(cookies, { headers: { 'set-cookie': 'kept=1; Path=/' } }))
  const network = createNetwork()
  export const fetch = (request) => network(request, handler)
`

/** MSW, a handler and the platform's network, bundled as the product is: with the aliases of vite.config.ts. */
async function bundle(): Promise<string> {
  const loaded = await loadConfigFromFile({ command: 'build', mode: 'production' })
  const built = await build({
    configFile: false,
    logLevel: 'error',
    resolve: { alias: loaded?.config.resolve?.alias },
    plugins: [
      { name: 'entry', resolveId: (id) => (id === ENTRY ? id : undefined), load: (id) => (id === ENTRY ? code : undefined) },
    ],
    build: { write: false, minify: false, rolldownOptions: { input: ENTRY, preserveEntrySignatures: 'exports-only' } },
  })
  const [first] = [built].flat()
  if (first === undefined || !('output' in first)) throw new Error('nothing was built')
  const [chunk] = first.output
  expect(chunk.moduleIds.filter((id) => /node_modules.(tough-cookie|tldts)\b/.test(id))).toEqual([])
  return chunk.code
}

it('MSW answers in a page, where it asks its jar for cookies and hands it new ones', async () => {
  // In Node, MSW leaves cookies alone.
  Object.assign(process, { type: 'worker' })
  const items = new Map([['__msw-cookie-store__', '[{"key":"old","value":"1","domain":"a.example","path":"/"}]']])
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => items.set(key, value),
  })
  const page: { fetch: (request: Request) => Promise<Response> } = await import(
    /* @vite-ignore */ `data:text/javascript,${encodeURIComponent(await bundle())}`
  )
  const ask = () => page.fetch(new Request('https://a.example/hello', { credentials: 'include', headers: { cookie: 'own=2' } }))
  await ask()
  const again = await ask()
  expect(again.status).toBe(200)
  expect(await again.json()).toEqual({ own: '2' })
  expect(items.get('__msw-cookie-store__')).toBe('[]')
})
