import { describe, expect, it } from 'vitest'
import { openHarness } from '#hosts/support/harness.ts'
import { hideBodies } from '#hosts/support/hide-bodies.ts'

const TOO_LARGE = { name: 'x'.repeat(16 * 1024 * 1024) }

describe('what a request carries', () => {
  it('is read, up to a size', async () => {
    const api = await openHarness()
    expect(await api.as('ada', 'POST', '/apps', { name: 'shop' })).toMatchObject({ status: 201, body: { name: 'shop' } })
    expect(await api.as('ada', 'POST', '/apps', TOO_LARGE)).toMatchObject({ status: 413, body: { id: 'request_too_large' } })
  })

  it('is read in a browser, too, that shows no stream of it', async () => {
    hideBodies()
    const api = await openHarness()
    expect(await api.as('ada', 'POST', '/apps', { name: 'shop' })).toMatchObject({ status: 201, body: { name: 'shop' } })
    expect(await api.as('ada', 'POST', '/apps', TOO_LARGE)).toMatchObject({ status: 413, body: { id: 'request_too_large' } })
  })
})
