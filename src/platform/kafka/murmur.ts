/** MurmurHash2 with the seed that Kafka's clients use, over the bytes of a key; the result is a signed 32-bit number. */
export function murmur2(bytes: Uint8Array): number {
  const M = 0x5bd1e995
  const at = (index: number) => bytes[index] ?? 0
  const { length } = bytes
  let h = 0x9747b28c ^ length
  let i = 0
  for (; i + 4 <= length; i += 4) {
    let k = at(i) | (at(i + 1) << 8) | (at(i + 2) << 16) | (at(i + 3) << 24)
    k = Math.imul(k, M)
    k ^= k >>> 24
    h = Math.imul(h, M) ^ Math.imul(k, M)
  }
  const rest = length - i
  if (rest === 3) h ^= at(i + 2) << 16
  if (rest >= 2) h ^= at(i + 1) << 8
  if (rest >= 1) h = Math.imul(h ^ at(i), M)
  h = Math.imul(h ^ (h >>> 13), M)
  return h ^ (h >>> 15)
}

const encoder = new TextEncoder()

/** Where Kafka's default partitioner puts a message with this key: equal keys always go to the same partition. */
export const partitionOf = (key: string, partitions: number): number => (murmur2(encoder.encode(key)) & 0x7fffffff) % partitions
