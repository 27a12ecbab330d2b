import { md5 } from '@noble/hashes/legacy.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { invalid } from '#platform/http/errors.ts'

/** A public key as `ssh-keygen` writes it, read and found to be one. */
export interface PublicKey {
  /** On one line, with single spaces. */
  readonly text: string
  readonly comment: string
  /** As the API shows it: the MD5 of what is encoded, `17:63:a4:…`. */
  readonly fingerprint: string
}

const SHORTEST_RSA = 2048

/** The curves of ECDSA, and how long an uncompressed point on each is. */
const POINTS: Readonly<Record<string, number>> = { nistp256: 65, nistp384: 97, nistp521: 133 }

const TYPES = 'ssh-ed25519, ssh-rsa or ecdsa-sha2-nistp256'

/** Reads a public key. Refuses with 422 what is none, and says what it is instead. */
export function readKey(typed: string): PublicKey {
  const text = typed.trim()
  if (text === '') throw invalid('Paste a public key.')
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text))
    throw invalid('This is a private key: keep it to yourself. Paste the public one, from the file whose name ends with .pub.')
  if (/[\r\n]/.test(text)) throw invalid('A key is one line. Paste one key at a time, without line breaks.')
  const [type = '', encoded = '', ...comment] = text.split(/[ \t]+/)
  if (type === 'ssh-dss') throw invalid('DSA keys are not accepted any more. Make one with ssh-keygen -t ed25519.')
  if (!/^[\w.@-]+$/.test(type) || encoded === '') throw invalid(`A public key begins with ${TYPES}, and a space.`)
  const blob = decode(encoded)
  const wire = new Wire(blob)
  const inside = wire.text()
  if (inside !== type) throw broken(inside === null ? 'it is cut short' : `it says ${type}, but is not of that type`)
  checkBody(type, wire)
  if (!wire.atEnd) throw broken('something follows it')
  const fingerprint = bytesToHex(md5(blob)).replaceAll(/(..)(?=.)/g, '$1:')
  return { text: [type, encoded, ...comment].join(' '), comment: comment.join(' '), fingerprint }
}

const broken = (why: string) => invalid(`This key is damaged: ${why}. Copy it again, all of it.`)

function decode(encoded: string): Uint8Array {
  try {
    if (/^[A-Za-z0-9+/]+={0,2}$/.test(encoded)) return Uint8Array.from(atob(encoded), (char) => char.charCodeAt(0))
  } catch {
    // Its length is not one that base64 can have.
  }
  throw broken('its middle part is not base64')
}

/** What has to follow the name of the type (RFC 4253, 5656, 8709, and OpenSSH's PROTOCOL.u2f for security keys). */
function checkBody(type: string, wire: Wire): void {
  const curve = /^(?:ecdsa-sha2-|sk-ecdsa-sha2-)(nistp\d+)/.exec(type)?.[1]
  if (type === 'ssh-rsa') {
    const [exponent, modulus] = [wire.bytes(), wire.bytes()]
    if (!exponent || !modulus) throw broken('it is cut short')
    const bits = bitsOf(modulus)
    if (bits < SHORTEST_RSA)
      throw invalid(`This RSA key has ${bits} bits. It needs at least ${SHORTEST_RSA}, or take ssh-keygen -t ed25519.`)
  } else if (type === 'ssh-ed25519' || type === 'sk-ssh-ed25519@openssh.com') {
    if (wire.bytes()?.length !== 32) throw broken('an Ed25519 key has 32 bytes')
  } else if (curve !== undefined && POINTS[curve] !== undefined) {
    if (wire.text() !== curve) throw broken('it is of another curve than it says')
    const point = wire.bytes()
    if (point?.length !== POINTS[curve] || point[0] !== 4) throw broken(`it is no point on ${curve}`)
  } else throw invalid(`Keys of the type ${type} are not known. Take ${TYPES}.`)
  if (type.startsWith('sk-') && !wire.bytes()) throw broken('it does not say what it is for')
}

/** How many bits a number has, without the zeros before it. */
function bitsOf(number: Uint8Array): number {
  const first = number.findIndex((byte) => byte !== 0)
  return first < 0 ? 0 : (number.length - first) * 8 - (Math.clz32(number[first] ?? 0) - 24)
}

/** Strings one after the other, each after its length in four bytes. */
class Wire {
  readonly #bytes: Uint8Array
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  get atEnd(): boolean {
    return this.#at === this.#bytes.length
  }

  /** The next string; null where there is none, or not all of it. */
  bytes(): Uint8Array | null {
    if (this.#at + 4 > this.#bytes.length) return null
    const length = new DataView(this.#bytes.buffer, this.#bytes.byteOffset + this.#at, 4).getUint32(0)
    const from = this.#at + 4
    if (length === 0 || from + length > this.#bytes.length) return null
    this.#at = from + length
    return this.#bytes.subarray(from, this.#at)
  }

  text(): string | null {
    const bytes = this.bytes()
    return bytes && String.fromCharCode(...bytes)
  }
}
