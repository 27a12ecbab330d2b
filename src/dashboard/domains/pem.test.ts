import { expect, it } from 'vitest'
import { sortPem } from './pem.ts'

const block = (label: string, body: string) => `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----\n`
const KEY = 'EC PRIVATE KEY'

it('the parts of PEM files are sorted, whatever stands around them', () => {
  const own = block('CERTIFICATE', 'b3du')
  const issuer = block('CERTIFICATE', 'aXNzdWVy')
  const key = block(KEY, 'a2V5')
  expect(sortPem([`subject=/CN=www\n${own}${key}`, issuer])).toEqual({ chain: own + issuer, key })
  expect(sortPem(['nothing of the kind'])).toEqual({ chain: '', key: '' })
})
