import { hash, hex } from '#kernel/random.ts'
import type { Lock, Pom, SourceTree } from '#platform/builds/types.ts'

/** A manifest's text, what a lock file pins, what a pom.xml says, or the bytes of a file that nobody reads. */
export type Content = string | number | Lock | Pom
export type Files = Readonly<Record<string, Content>>

/** Bytes that one package takes up in a lock file, more or less. */
const LOCKED_BYTES = 160
/** Bytes of a pom.xml for each one that is kept of it, more or less. */
const POM_BYTES = 2

const isPom = (content: Content | undefined): content is Pom => typeof content === 'object' && 'artifactId' in content

function sizeOf(content: Content): number {
  if (typeof content === 'number') return Math.round(content)
  if (isPom(content)) return POM_BYTES * JSON.stringify(content).length
  return typeof content === 'string' ? content.length : LOCKED_BYTES * content.count
}

/** A source made of these files, as reading its archive would leave it. */
export function treeOf(content: Files): SourceTree {
  const paths = Object.keys(content).sort()
  const files = paths.map((path) => ({ path, size: sizeOf(content[path] ?? 0) }))
  const texts: Record<string, string> = {}
  const locks: Record<string, Lock> = {}
  for (const path of paths) {
    const item = content[path]
    if (typeof item === 'string') texts[path] = item
    else if (typeof item === 'object' && !isPom(item)) locks[path] = item
  }
  const pom = content['pom.xml']
  const documents = isPom(pom) ? { 'pom.xml': { value: pom } } : {}
  const size = files.reduce((sum, file) => sum + file.size, 0)
  const checksum = hex(64, hash(JSON.stringify([files, texts, documents, locks])))
  return { files, omitted: 0, texts, documents, locks, signals: { mentionsPort: true, listensOn: {} }, checksum, size }
}
