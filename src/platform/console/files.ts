import type { SourceTree } from '#platform/builds/types.ts'
import type { FilesHead } from './contract.ts'

/** A file that is larger is listed, not sent, and so is what comes after this much: a terminal is no place for it. All in bytes. */
const LARGEST_FILE = 1024 * 1024
const LARGEST_SUM = 32 * 1024 * 1024
const CHUNK = 256 * 1024

/**
 * The files of a source: a line of JSON that lists them, then their contents. Without the archive only the texts that builds
 * read are known.
 */
export async function filesOf(tree: SourceTree, archive: Uint8Array | null): Promise<ReadableStream<Uint8Array>> {
  const contents = archive === null ? new Map<string, Uint8Array>() : await unpack(archive)
  const encoder = new TextEncoder()
  const parts: Uint8Array[] = []
  const files = tree.files.map(({ path, size }): FilesHead['files'][number] => {
    const text = Object.hasOwn(tree.texts, path) ? tree.texts[path] : undefined
    const content = contents.get(path) ?? (text === undefined ? undefined : encoder.encode(text))
    if (content) parts.push(content)
    return { path, size, bytes: content?.length ?? null }
  })
  const head: FilesHead = { files, omitted: tree.omitted, kept: archive !== null }
  return streamOf([encoder.encode(`${JSON.stringify(head)}\n`), ...parts])
}

async function unpack(archive: Uint8Array): Promise<ReadonlyMap<string, Uint8Array>> {
  // With what reads uploads, which loads when there is one.
  const { readContents } = await import('#platform/builds/source/contents.ts')
  return readContents(archive, { file: LARGEST_FILE, sum: LARGEST_SUM })
}

/** Small parts together, so that many files do not make many messages. */
function streamOf(parts: readonly Uint8Array[]): ReadableStream<Uint8Array> {
  let next = 0
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      const batch: Uint8Array[] = []
      let size = 0
      for (let part = parts[next]; part && (batch.length === 0 || size + part.length <= CHUNK); part = parts[next]) {
        batch.push(part)
        size += part.length
        next += 1
      }
      if (batch.length === 0) return controller.close()
      const chunk = new Uint8Array(size)
      let at = 0
      for (const part of batch) {
        chunk.set(part, at)
        at += part.length
      }
      controller.enqueue(chunk)
    },
  })
}
