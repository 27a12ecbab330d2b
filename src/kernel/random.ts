// Chance as a function. A draw is a hash of the world's seed and of what the draw is for, never the next number of
// a shared stream: adding a draw in one place changes no other, and any draw can be made again at any time.

const FNV_PRIME = 0x01000193

/** A 32-bit hash of the keys, in order. Keys are kept apart, so ('ab','c') and ('a','bc') differ. */
export function hash(...keys: readonly (string | number)[]): number {
  let h = 0x811c9dc5
  for (const key of keys) {
    if (typeof key === 'number') {
      h = mix(h ^ (key | 0))
      h = mix(h ^ (Math.floor(key / 0x1_0000_0000) | 0) ^ Math.round((key % 1) * 0x7fff_ffff))
    } else {
      for (let i = 0; i < key.length; i++) h = Math.imul(h ^ key.charCodeAt(i), FNV_PRIME)
      h = mix(h ^ key.length)
    }
  }
  return h >>> 0
}

/** The finalizer of MurmurHash3: every input bit reaches every output bit. */
function mix(h: number): number {
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}

/** A number in [0, 1) that depends on the keys alone. */
export function draw(...keys: readonly (string | number)[]): number {
  return hash(...keys) / 0x1_0000_0000
}

/** A number in [low, high). */
export function between(low: number, high: number, ...keys: readonly (string | number)[]): number {
  return low + draw(...keys) * (high - low)
}

/** An integer in [low, high], both included. */
export function integer(low: number, high: number, ...keys: readonly (string | number)[]): number {
  return low + Math.floor(draw(...keys) * (high - low + 1))
}

/** One of the items. Throws on an empty list. */
export function pick<T>(items: readonly T[], ...keys: readonly (string | number)[]): T {
  const item = items[Math.floor(draw(...keys) * items.length)]
  if (item === undefined) throw new RangeError('nothing to pick from')
  return item
}

/** A draw from the normal distribution with mean 0 and deviation 1 (Box-Muller on two keyed draws). */
function normal(...keys: readonly (string | number)[]): number {
  const radius = Math.sqrt(-2 * Math.log(1 - draw('radius', ...keys)))
  return radius * Math.cos(2 * Math.PI * draw('angle', ...keys))
}

/** A count from the Poisson distribution; above 50 by its normal approximation. */
export function poisson(mean: number, ...keys: readonly (string | number)[]): number {
  if (mean <= 0) return 0
  if (mean > 50) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(...keys)))
  let u = draw(...keys)
  let p = Math.exp(-mean)
  let count = 0
  while (u > p && count < 200) {
    u -= p
    count += 1
    p *= mean / count
  }
  return count
}

/** `length` lower-case hexadecimal digits. */
export function hex(length: number, ...keys: readonly (string | number)[]): string {
  let digits = ''
  for (let part = 0; digits.length < length; part++)
    digits += hash(part, ...keys)
      .toString(16)
      .padStart(8, '0')
  return digits.slice(0, length)
}

/** A UUID with the version and variant bits of a random (v4) one. */
export function uuid(...keys: readonly (string | number)[]): string {
  const h = hex(32, ...keys)
  const variant = ((parseInt(h.charAt(16), 16) & 0x3) | 0x8).toString(16)
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-4${h.slice(13, 16)}-${variant}${h.slice(17, 20)}-${h.slice(20, 32)}`
}
