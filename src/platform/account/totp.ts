import { hmac } from '@noble/hashes/hmac.js'
import { sha1 } from '@noble/hashes/legacy.js'
import { integer } from '#kernel/random.ts'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const STEP_MS = 30_000

/** A secret for an authenticator, in base32; no secret at all, as everything here is made up. */
export const secretFor = (...keys: readonly (string | number)[]): string =>
  Array.from({ length: 32 }, (_, nth) => ALPHABET.charAt(integer(0, 31, 'totp', nth, ...keys))).join('')

function bytesOf(secret: string): Uint8Array {
  const bits = secret.replaceAll(/./g, (char) => ALPHABET.indexOf(char).toString(2).padStart(5, '0'))
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => parseInt(byte, 2))
}

/** The six digits that an authenticator shows at a simulated time (RFC 6238). */
export function codeAt(secret: string, time: number): string {
  const counter = new DataView(new ArrayBuffer(8))
  counter.setBigUint64(0, BigInt(Math.floor(time / STEP_MS)))
  const digest = new DataView(hmac(sha1, bytesOf(secret), new Uint8Array(counter.buffer)).slice().buffer)
  const number = digest.getUint32(digest.getUint8(19) & 0xf) & 0x7f_ff_ff_ff
  return String(number % 1_000_000).padStart(6, '0')
}

/** Whether a code is that of now, or of half a minute before or after. */
export const fits = (secret: string, code: string, now: number): boolean =>
  [-STEP_MS, 0, STEP_MS].some((off) => codeAt(secret, now + off) === code)
