import { hash } from './random.ts'

/** JSON with keys in order, so that equal values have equal text. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, field]) => field !== undefined)
    entries.sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${entries.map(([key, field]) => `${JSON.stringify(key)}:${canonical(field)}`).join(',')}}`
  }
  return JSON.stringify(value) ?? 'null'
}

type Digest = readonly [number, number]

// Rows never change, so a row's digest is worked out once in its life.
const digests = new WeakMap<object, Digest>()

function digestOf(value: object): Digest {
  let digest = digests.get(value)
  if (!digest) {
    const text = canonical(value)
    digest = [hash('a', text), hash('b', text)]
    digests.set(value, digest)
  }
  return digest
}

/** A 64-bit digest, as 16 hexadecimal digits, of named collections. The order within a collection does not count. */
export function stateHash(collections: Readonly<Record<string, Iterable<object>>>): string {
  let high = 0
  let low = 0
  for (const name of Object.keys(collections).sort()) {
    let a = 0
    let b = 0
    for (const value of collections[name] ?? []) {
      const digest = digestOf(value)
      a = (a + digest[0]) >>> 0
      b = (b + digest[1]) >>> 0
    }
    high = hash(high, name, a)
    low = hash(low, name, b)
  }
  return high.toString(16).padStart(8, '0') + low.toString(16).padStart(8, '0')
}
