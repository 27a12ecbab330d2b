import { describe, expect, it } from 'vitest'
import { openHarness } from '#hosts/support/harness.ts'

interface Named {
  readonly id: string
  readonly name: string
}

describe('lists', () => {
  it('page by range, in both orders, losing and repeating nothing', async () => {
    const api = await openHarness()
    for (let nth = 0; nth < 7; nth++) await api.as('ada', 'POST', '/apps', { name: `app-${nth}` })
    for (const order of ['asc', 'desc']) {
      const seen: string[] = []
      let range: string | null = `name ..; max=3, order=${order}`
      let pages = 0
      while (range !== null) {
        const reply = await api.as('ada', 'GET', '/apps', undefined, { range })
        pages += 1
        seen.push(...(reply.body as Named[]).map((app) => app.name))
        range = reply.headers.get('next-range')
        expect(reply.status).toBe(range === null ? 200 : 206)
      }
      const names = Array.from({ length: 7 }, (_, nth) => `app-${nth}`)
      expect(seen).toEqual(order === 'asc' ? names : names.reverse())
      expect(pages).toBe(3)
    }
  })

  it('answer 304 to who has them already, and 412 to who changes what has changed', async () => {
    const api = await openHarness()
    await api.as('ada', 'POST', '/apps', { name: 'shop' })
    const first = await api.as('ada', 'GET', '/apps/shop')
    const tag = first.headers.get('etag') ?? ''
    expect((await api.as('ada', 'GET', '/apps/shop', undefined, { 'if-none-match': tag })).status).toBe(304)
    expect((await api.as('ada', 'PATCH', '/apps/shop', { maintenance: true }, { 'if-match': tag })).status).toBe(200)
    expect((await api.as('ada', 'PATCH', '/apps/shop', { maintenance: false }, { 'if-match': tag })).status).toBe(412)
    expect((await api.as('ada', 'GET', '/apps/shop', undefined, { 'if-none-match': tag })).status).toBe(200)
  })
})
