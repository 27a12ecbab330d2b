import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'

// A certificate for localhost, made anew by each process and signed by itself. Whoever wants to connect by TLS has to be
// told of it (NODE_EXTRA_CA_CERTS); its key never leaves the process. Node can read certificates but not make them, so
// this writes the few parts of one (RFC 5280) as DER.

/** A key and its certificate, both PEM. */
export interface Identity {
  readonly key: string
  readonly cert: string
}

const OID = {
  ecdsaWithSha256: [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02],
  commonName: [0x55, 0x04, 0x03],
  subjectAltName: [0x55, 0x1d, 0x11],
}
const TAG = { integer: 0x02, bits: 0x03, octets: 0x04, oid: 0x06, utf8: 0x0c, time: 0x18, sequence: 0x30, set: 0x31 }
const YEAR = 365 * 86_400_000

/** Makes an identity for these DNS names and IPv4 addresses, valid for a year from `now` (ms since 1970). */
export function makeIdentity(names: readonly string[], now: number): Identity {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const algorithm = der(TAG.sequence, der(TAG.oid, OID.ecdsaWithSha256))
  const name = der(
    TAG.sequence,
    der(TAG.set, der(TAG.sequence, der(TAG.oid, OID.commonName), der(TAG.utf8, Buffer.from('Dynorama on localhost')))),
  )
  const altNames = der(TAG.octets, der(TAG.sequence, ...names.map(altName)))
  const body = der(
    TAG.sequence,
    der(0xa0, der(TAG.integer, [2])), // version 3
    der(TAG.integer, [1], randomBytes(15)),
    algorithm,
    name,
    der(TAG.sequence, time(now - 86_400_000), time(now + YEAR)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, der(TAG.sequence, der(TAG.sequence, der(TAG.oid, OID.subjectAltName), altNames))),
  )
  const certificate = der(TAG.sequence, body, algorithm, der(TAG.bits, [0], sign('sha256', body, privateKey)))
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? []
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`,
  }
}

function altName(name: string): Buffer {
  const address = name.split('.').map(Number)
  return address.length === 4 && address.every(Number.isInteger) ? der(0x87, address) : der(0x82, Buffer.from(name))
}

const time = (at: number) => der(TAG.time, Buffer.from(new Date(at).toISOString().replace(/\.\d+|[-:T]/g, '')))

/** A tag, the length and the content. */
function der(tag: number, ...content: readonly (Uint8Array | readonly number[])[]): Buffer {
  const value = Buffer.concat(content.map((part) => Buffer.from(part)))
  const { length } = value
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...size]), value])
}
