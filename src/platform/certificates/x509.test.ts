import { describe, expect, it } from 'vitest'
import { issue } from './fixture.testing.ts'
import { readCertificate } from './x509.ts'

const root = issue({ name: 'Test Root', authority: true })
const middle = issue({ name: 'Test Authority', authority: true }, root)
const own = issue({ hosts: ['www.example.com', '*.Shop.example.com'] }, middle)
const rsa = issue({ hosts: ['rsa.example.com'], kind: 'rsa' })
const weak = issue({ hosts: ['weak.example.com'], kind: 'rsa', bits: 1024 })
const files = (chain: readonly { certificate: string }[], key = own.key) => ({
  certificate_chain: chain.map(({ certificate }) => certificate).join('\n'),
  private_key: key,
})

describe('a certificate', () => {
  it('is read with its chain and key', () => {
    expect(readCertificate(files([own, middle, root]))).toEqual({
      subject: '/CN=www.example.com',
      issuer: '/CN=Test Authority',
      domains: ['www.example.com', '*.shop.example.com'],
      starts_at: '2025-12-01T00:00:00Z',
      expires_at: '2026-12-01T00:00:00Z',
      key: 'ECDSA P-256',
      self_signed: false,
      chain: ['/CN=www.example.com', '/CN=Test Authority', '/CN=Test Root'],
    })
  })

  it('may be one that signed itself, with an RSA key in any form', () => {
    for (const type of ['pkcs8', 'pkcs1'] as const) {
      const key = rsa.keys.export({ type, format: 'pem' }).toString()
      expect(readCertificate(files([rsa], key))).toMatchObject({ key: 'RSA 2048', self_signed: true })
    }
    expect(readCertificate(files([own], own.keys.export({ type: 'sec1', format: 'pem' }).toString())).domains).toHaveLength(2)
  })

  it('may say more than PEM around it, with any line ends', () => {
    const { certificate_chain: chain, private_key: key } = files([own])
    expect(
      readCertificate({ certificate_chain: `subject=www\r\n${chain.replaceAll('\n', '\r\n')}\r\n`, private_key: ` ${key}` })
        .domains,
    ).toContain('www.example.com')
  })

  const locked = own.keys.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }).toString()
  const cut = own.certificate.replace(/\n.{64}\n/, '\n')
  it.each([
    ['no PEM', { certificate_chain: 'hello', private_key: own.key }, 'certificate_chain', /No certificate was found/],
    ['no key', files([own], 'hello'), 'private_key', /No private key was found/],
    ['a key among the certificates', files([own, { certificate: own.key }]), 'certificate_chain', /field of the key/],
    [
      'the wrong way round',
      { certificate_chain: own.key, private_key: own.certificate },
      'certificate_chain',
      /field of the key/,
    ],
    [
      'a request',
      files([{ certificate: own.certificate.replaceAll('CERTIFICATE', 'CERTIFICATE REQUEST') }]),
      'certificate_chain',
      /not a certificate/,
    ],
    ['a part of one', files([{ certificate: cut }]), 'certificate_chain', /cannot be read/],
    ['a chain upside down', files([root, middle, own]), 'certificate_chain', /Put the certificate of the host first/],
    [
      'a chain out of order',
      files([own, root, middle]),
      'certificate_chain',
      /has to be followed by its issuer, \/CN=Test Authority/,
    ],
    ['a chain with a gap', files([own, root]), 'certificate_chain', /chain is broken: .* issued by \/CN=Test Authority/],
    ['the key of another', files([own], rsa.key), 'private_key', /does not belong/],
    ['a locked key', files([own], locked), 'private_key', /passphrase/],
    ['a key of too few bits', files([weak], weak.key), 'certificate_chain', /1024 bits; at least 2048/],
    ['no host', files([root], root.key), 'certificate_chain', /names no host/],
  ])('is refused for %s', (_, wrong, field, message) => {
    expect(() => readCertificate(wrong)).toThrow(expect.objectContaining({ field, message: expect.stringMatching(message) }))
  })
})
