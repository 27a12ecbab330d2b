import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { openHarness, type Harness } from '#hosts/support/harness.ts'
import type { Key } from './contract.ts'
import { readKey } from './ssh.ts'

let api: Harness
beforeEach(async () => {
  api = await openHarness()
})

const text = (value: string) => Buffer.from(value, 'latin1')
const wire = (...parts: readonly Uint8Array[]) =>
  Buffer.concat(parts.flatMap((part) => [Buffer.from(new Uint32Array([part.length]).buffer).swap32(), part]))
const line = (type: string, ...parts: readonly Uint8Array[]) => `${type} ${wire(text(type), ...parts).toString('base64')}`
const bytes = (length: number, first = 0x80) => Buffer.from(Array.from({ length }, (_, i) => (i === 0 ? first : (i * 7) % 256)))

const ED25519 = `${line('ssh-ed25519', bytes(32))} ada@laptop`
const RSA = line('ssh-rsa', bytes(3, 1), Buffer.concat([Buffer.from([0]), bytes(256)]))
const SECURITY_KEY = line('sk-ssh-ed25519@openssh.com', bytes(32), text('ssh:'))
const ECDSA = line('ecdsa-sha2-nistp256', text('nistp256'), bytes(65, 4))

const add = (key: string, who = 'ada') => api.as(who, 'POST', '/account/keys', { public_key: key })
const list = async (who = 'ada') => (await api.as(who, 'GET', '/account/keys')).body as Key[]

describe('SSH keys', () => {
  it('are kept with their fingerprint and comment, found by either name, and removed', async () => {
    const { status, body } = await add(`  ${ED25519.replace(' ada', '   ada')} at home\n`)
    const key = body as Key
    expect(status).toBe(201)
    const md5 = createHash('md5')
      .update(Buffer.from(ED25519.split(' ')[1] ?? '', 'base64'))
      .digest('hex')
    expect(key).toMatchObject({
      comment: 'ada@laptop at home',
      public_key: `${ED25519} at home`,
      fingerprint: (md5.match(/../g) ?? []).join(':'),
    })
    expect(await list()).toEqual([key])
    expect(await api.as('ada', 'GET', `/account/keys/${key.fingerprint}`)).toMatchObject({ body: key })
    expect(await api.as('otto', 'GET', `/account/keys/${key.id}`)).toMatchObject({ status: 404 })
    expect(await api.as('otto', 'DELETE', `/account/keys/${key.id}`)).toMatchObject({ status: 404 })
    expect(await api.as('ada', 'DELETE', `/account/keys/${key.fingerprint}`)).toMatchObject({ status: 200 })
    expect(await list()).toEqual([])
  })

  it('are of every type that OpenSSH makes', async () => {
    for (const key of [ED25519, RSA, SECURITY_KEY, ECDSA]) expect(await add(key)).toMatchObject({ status: 201 })
    expect(await list()).toHaveLength(4)
  })

  it('are nobody else’s, and added once', async () => {
    await add(ED25519)
    const before = api.world().hash()
    expect(await add(ED25519.replace('ada@laptop', 'again'))).toMatchObject({
      status: 422,
      body: { id: 'invalid_params', message: 'You have added this key already.' },
    })
    expect(await add(ED25519, 'otto')).toMatchObject({ body: { message: 'This key is of somebody else already.' } })
    expect(api.world().hash()).toBe(before)
  })

  it.each([
    ['', 'Paste a public key'],
    ['hello', 'begins with ssh-ed25519'],
    [`-----BEGIN OPENSSH ${'PRIVATE'} KEY-----\nx`, 'private key'],
    [`${ED25519}\n${RSA}`, 'one line'],
    [`ssh-dss ${wire(text('ssh-dss')).toString('base64')}`, 'DSA'],
    ['ssh-ed25519 AAAA*', 'not base64'],
    ['ssh-ed25519 AAAAA', 'not base64'],
    [line('ssh-ed25519', bytes(31)), '32 bytes'],
    [line('ssh-ed25519', bytes(32), bytes(1)), 'something follows'],
    [`ssh-rsa ${ED25519.split(' ')[1]}`, 'not of that type'],
    [`ssh-ed25519 ${(ED25519.split(' ')[1] ?? '').slice(0, 8)}`, 'cut short'],
    [line('ssh-rsa', bytes(3, 1), bytes(128)), '1024 bits'],
    [line('ecdsa-sha2-nistp256', text('nistp384'), bytes(65, 4)), 'another curve'],
    [line('ecdsa-sha2-nistp256', text('nistp256'), bytes(65, 2)), 'no point'],
    [line('ecdsa-sha2-nistp224', text('nistp224'), bytes(57, 4)), 'not known'],
    [line('ssh-magic', bytes(32)), 'not known'],
  ])('that are none are refused: %#', async (key, words) => {
    const before = api.world().hash()
    const reply = await add(key)
    expect(reply).toMatchObject({ status: 422, body: { message: expect.stringContaining(words) } })
    expect(api.world().hash()).toBe(before)
  })

  it('are read or refused, whatever is pasted', () => {
    const damaged = fc
      .tuple(fc.constantFrom(ED25519, RSA, ECDSA, SECURITY_KEY), fc.nat(400), fc.string({ maxLength: 4 }))
      .map(([key, at, put]) => key.slice(0, at) + put + key.slice(at + 1))
    fc.assert(
      fc.property(fc.oneof(fc.string(), damaged), (typed) => {
        try {
          expect(readKey(typed).fingerprint).toMatch(/^([0-9a-f]{2}:){15}[0-9a-f]{2}$/)
        } catch (error) {
          expect(error).toMatchObject({ status: 422, message: expect.stringMatching(/\.$/) })
        }
      }),
    )
  })
})
