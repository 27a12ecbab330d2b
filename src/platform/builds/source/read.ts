import type { SourceTree } from '#platform/builds/types.ts'
import { sha256 } from './checksum.ts'
import { readDocuments } from './documents.ts'
import type { Entry, Sink } from './entry.ts'
import { damaged, SourceError } from './error.ts'
import { formatLimit, LIMITS, type Limits } from './limits.ts'
import { readLock } from './locks.ts'
import { type FileSignals, signalsOf } from './signals.ts'
import { slugIgnore } from './slugignore.ts'
import { isTarHeader, readTar } from './tar.ts'
import { isCode, isDocument, isIgnored, isLock, isManifest } from './wanted.ts'
import { readZip } from './zip.ts'

/**
 * Reads a project's archive (.tar.gz, .tar or .zip, told apart by content) and keeps what builds need of it.
 * Throws a `SourceError` for anything that cannot or may not be built, with a message for the person who uploaded it.
 */
export async function readSource(bytes: Uint8Array, limits: Limits = LIMITS): Promise<SourceTree> {
  if (bytes.length === 0)
    throw new SourceError('invalid_params', 'The source archive is empty (0 bytes). Upload a .tar.gz, .tar or .zip.')
  if (bytes.length > limits.archive) {
    const limit = formatLimit(limits.archive)
    throw new SourceError(
      'invalid_params',
      `The source archive is larger than ${limit}. Leave out dependencies, build output and data files.`,
    )
  }
  const collector = new Collector(limits)
  await walkArchive(bytes, collector, limits)
  return collector.tree(await sha256(bytes))
}

/** Tells a sink of each entry of an archive. Throws a `SourceError` for one that cannot or may not be read. */
export async function walkArchive(bytes: Uint8Array, sink: Sink, { unpacked }: Limits): Promise<void> {
  try {
    const format = formatOf(bytes)
    if (format === 'zip') readZip(bytes, sink, unpacked)
    else await readTar(format === 'gzip' ? gunzip(bytes) : slices(bytes), sink, unpacked)
  } catch (error) {
    if (error instanceof SourceError) throw error
    // What decompressors throw differs from host to host.
    throw damaged('it cannot be decompressed.')
  }
}

const OTHER_FORMATS: readonly (readonly [magic: string, name: string])[] = [
  ['BZh', 'a bzip2 archive'],
  ['\xfd7zXZ', 'an xz archive'],
  ['\x28\xb5\x2f\xfd', 'a zstd archive'],
  ['7z\xbc\xaf', 'a 7-Zip archive'],
  ['Rar!', 'a RAR archive'],
]

function formatOf(bytes: Uint8Array): 'zip' | 'gzip' | 'tar' {
  const start = String.fromCharCode(...bytes.subarray(0, 6))
  if (start.startsWith('PK\x03\x04') || start.startsWith('PK\x05\x06')) return 'zip'
  if (start.startsWith('\x1f\x8b')) return 'gzip'
  const block = bytes.subarray(0, 512)
  if (isTarHeader(block) || (bytes.length >= 1024 && block.every((byte) => byte === 0))) return 'tar'
  const other = OTHER_FORMATS.find(([magic]) => start.startsWith(magic))?.[1] ?? 'not an archive'
  throw new SourceError('bad_request', `The uploaded file is ${other}. Upload the project as a .tar.gz, .tar or .zip.`)
}

const SLICE = 256 * 1024

function* sliced(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += SLICE) yield bytes.subarray(at, at + SLICE)
}

async function* slices(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield* sliced(bytes)
}

/** Decompresses on demand; whoever stops reading stops the decompression. */
async function* gunzip(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  const parts = sliced(bytes)
  const source = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      const { value, done } = parts.next()
      if (done === true) controller.close()
      else controller.enqueue(new Uint8Array(value))
    },
  })
  const reader = source.pipeThrough(new DecompressionStream('gzip')).getReader()
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}

/** Gathers what is kept. Whether all lies in one top folder is known only at the end, so files are kept by their full path until then. */
class Collector implements Sink {
  readonly #limits: Limits
  readonly #sizes = new Map<string, number>()
  readonly #texts = new Map<string, string>()
  /** Texts of lock files and documents, which are parsed at the end: an archive may hold the same path many times. */
  readonly #unread = new Map<string, string>()
  readonly #signals = new Map<string, FileSignals>()
  /** The folder that the first file lies in, with a slash: the only one that can turn out to hold everything. */
  #top: string | undefined
  #entries = 0
  #textBytes = 0
  #scanned = 0

  constructor(limits: Limits) {
    this.#limits = limits
  }

  begin({ path, size }: Entry): boolean {
    if (isIgnored(path)) return false
    this.#entries += 1
    if (this.#entries > this.#limits.files) {
      const limit = this.#limits.files.toLocaleString('en-US')
      throw new SourceError(
        'invalid_params',
        `The source has more than ${limit} files. Leave out dependencies such as node_modules.`,
      )
    }
    this.#top ??= path.slice(0, path.indexOf('/') + 1)
    this.#sizes.set(path, size)
    for (const kept of [this.#texts, this.#unread, this.#signals]) kept.delete(path)
    if (this.#either(path, isLock)) return size <= this.#limits.lock
    if (size > this.#limits.text) return false
    if (this.#either(path, isManifest) || this.#either(path, isDocument)) return true
    return isCode(path) && this.#scanned + size <= this.#limits.scanned
  }

  content({ path, size }: Entry, bytes: Uint8Array): void {
    const text = new TextDecoder().decode(bytes).replaceAll('\0', '')
    if (this.#either(path, isLock) || this.#either(path, isDocument)) this.#unread.set(path, text)
    // Twice what is kept at the end: a top folder that is stripped may hide which manifests are the root's.
    if (this.#either(path, isManifest) && this.#textBytes + size <= 2 * this.#limits.texts) {
      this.#textBytes += size
      this.#texts.set(path, text)
    }
    if (isCode(path)) {
      this.#scanned += size
      this.#signals.set(path, signalsOf(path, text))
    }
  }

  /** Whether the test holds for the path as it is or below what may be the top folder. */
  #either(path: string, test: (path: string) => boolean): boolean {
    const { length } = this.#top ?? ''
    return test(path) || (length > 0 && path.startsWith(this.#top ?? '') && test(path.slice(length)))
  }

  tree(checksum: string): SourceTree {
    const all = [...this.#sizes.keys()]
    if (all.length === 0)
      throw new SourceError('invalid_params', 'The source archive holds no files. Upload the project with its files.')
    const top = topFolder(all)
    const ignored = slugIgnore(this.#texts.get(`${top}.slugignore`) ?? '')
    const files = all
      .map((raw) => ({ raw, path: raw.slice(top.length), size: this.#sizes.get(raw) ?? 0 }))
      .filter(({ path }) => !ignored(path))
      .sort((a, b) => depth(a.path) - depth(b.path) || compare(a.path, b.path))
    const listed = files.slice(0, this.#limits.listed)
    const pick = <T>(kept: ReadonlyMap<string, T>, wanted: (path: string) => boolean) =>
      listed.flatMap(({ raw, path }): [string, T][] => {
        const item = kept.get(raw)
        return item === undefined || !wanted(path) ? [] : [[path, item]]
      })
    const signals = pick(this.#signals, isCode)
    return {
      files: listed.map(({ path, size }) => ({ path, size })).sort((a, b) => compare(a.path, b.path)),
      omitted: files.length - listed.length,
      texts: Object.fromEntries(withinBudget(pick(this.#texts, isManifest), this.#limits.texts)),
      documents: readDocuments(new Map(pick(this.#unread, isDocument))),
      locks: Object.fromEntries(pick(this.#unread, isLock).map(([path, text]) => [path, readLock(path, text)])),
      signals: {
        mentionsPort: signals.some(([, { mentionsPort }]) => mentionsPort),
        listensOn: Object.fromEntries(
          signals.flatMap(([path, { listensOn }]) => (listensOn === undefined ? [] : [[path, listensOn]])).slice(0, 20),
        ),
      },
      checksum,
      size: files.reduce((sum, { size }) => sum + size, 0),
    }
  }
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
const depth = (path: string) => path.split('/').length

/** "name/" when every file lies in the folder of that name, as in archives that GitHub makes; otherwise ''. */
export function topFolder(paths: readonly string[]): string {
  const first = paths[0] ?? ''
  const top = first.slice(0, first.indexOf('/') + 1)
  return paths.every((path) => path.startsWith(top)) ? top : ''
}

function withinBudget(texts: readonly [string, string][], budget: number): [string, string][] {
  let left = budget
  return texts.filter(([, text]) => {
    left -= text.length
    return left >= 0
  })
}
