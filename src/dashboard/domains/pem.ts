/** What of some text is certificates, and what is a key. */
export interface Sorted {
  readonly chain: string
  readonly key: string
}

/** Sorts the parts of PEM files that were dropped together: people have them in one file or several. */
export function sortPem(texts: readonly string[]): Sorted {
  const blocks = texts.flatMap((text) => text.match(/-----BEGIN ([A-Z0-9 ]+)-----[^-]*-----END \1-----/g) ?? [])
  const isKey = (block: string) => /^-----BEGIN [A-Z0-9 ]*PRIVATE KEY/.test(block)
  const joined = (parts: readonly string[]) => parts.map((part) => `${part}\n`).join('')
  return { chain: joined(blocks.filter((block) => !isKey(block))), key: joined(blocks.filter(isKey)) }
}
