/** SHA-256, lower-case hexadecimal. By the platform where it offers that: pages on plain http get no `crypto.subtle`. */
export async function sha256(bytes: Uint8Array): Promise<string> {
  const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle
  const digest = subtle === undefined ? sha256Digest(bytes) : new Uint8Array(await subtle.digest('SHA-256', owned(bytes)))
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** The same bytes in a buffer that is certainly not shared, which is all that `subtle` takes. Copies only when needed. */
function owned(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytes.buffer instanceof ArrayBuffer
    ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    : new Uint8Array(bytes)
}

/** The first 32 bits of the fractional parts of the given root of the first primes (FIPS 180-4, sections 4.2.2 and 5.3.3). */
function constants(count: number, root: number): Int32Array {
  const values: number[] = []
  for (let candidate = 2; values.length < count; candidate++) {
    let prime = true
    for (let factor = 2; factor * factor <= candidate; factor++) if (candidate % factor === 0) prime = false
    if (prime) values.push((candidate ** (1 / root) % 1) * 0x1_0000_0000)
  }
  return Int32Array.from(values, (value) => value | 0)
}

const rotate = (x: number, by: number) => (x >>> by) | (x << (32 - by))

/** The digest in plain code (FIPS 180-4). Exported so that tests can compare it with the platform's. */
export function sha256Digest(bytes: Uint8Array): Uint8Array {
  const k = constants(64, 3)
  const hash = constants(8, 2)
  const padded = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64)
  padded.set(bytes)
  padded[bytes.length] = 0x80
  const view = new DataView(padded.buffer)
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 0x2000_0000))
  view.setUint32(padded.length - 4, (bytes.length << 3) >>> 0)
  const w = new Int32Array(64)
  const at = (list: Int32Array, i: number) => list[i] ?? 0
  for (let block = 0; block < padded.length; block += 64) {
    for (let i = 0; i < 16; i++) w[i] = view.getInt32(block + i * 4)
    for (let i = 16; i < 64; i++) {
      const [early, late] = [at(w, i - 15), at(w, i - 2)]
      const s0 = rotate(early, 7) ^ rotate(early, 18) ^ (early >>> 3)
      const s1 = rotate(late, 17) ^ rotate(late, 19) ^ (late >>> 10)
      w[i] = (at(w, i - 16) + s0 + at(w, i - 7) + s1) | 0
    }
    let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = hash
    for (let i = 0; i < 64; i++) {
      const t1 = (h + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + ((e & f) ^ (~e & g)) + at(k, i) + at(w, i)) | 0
      const t2 = ((rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0
      ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0]
    }
    for (const [i, value] of [a, b, c, d, e, f, g, h].entries()) hash[i] = at(hash, i) + value
  }
  const digest = new Uint8Array(32)
  for (const [i, value] of hash.entries()) new DataView(digest.buffer).setInt32(i * 4, value)
  return digest
}
