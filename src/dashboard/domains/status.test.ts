import { expect, it } from 'vitest'
import type { Domain } from '#platform/domains/contract.ts'
import { domainState } from './status.ts'

const domain = (acm_status: string | null, certificate: string | null) =>
  ({ acm_status, sni_endpoint: certificate === null ? null : { id: certificate, name: certificate } }) as Domain
const DAY = 86_400_000

it('a domain’s state is that of its certificate', () => {
  expect(domainState(domain('failing', null), null, 0)).toEqual({ tone: 'warn', word: 'Failing' })
  expect(domainState(domain(null, null), null, 0)).toEqual({ tone: 'idle', word: 'No certificate' })
  expect(domainState(domain(null, 'a'), 31 * DAY, 0)).toEqual({ tone: 'ok', word: 'Valid' })
  expect(domainState(domain(null, 'a'), 29 * DAY, 0)).toEqual({ tone: 'warn', word: 'Expires soon' })
  expect(domainState(domain(null, 'a'), DAY, DAY)).toEqual({ tone: 'error', word: 'Expired' })
  expect(domainState(domain('new', null), null, 0).tone).toBe('unknown')
})
