// A tar reader that never holds more than one wanted file: archives are unpacked while they are being decompressed.
// nanotar, which packs tests' archives, reads only whole archives in memory and knows neither ustar prefixes nor header checksums.
import { checkLink, cleanPath, type Entry, type Sink } from './entry.ts'
import { damaged, SourceError } from './error.ts'
import { formatLimit } from './limits.ts'

const BLOCK = 512
const MAX_EXTENDED_HEADER = 1024 * 1024
const decoder = new TextDecoder()

/** What an extended header (pax, or GNU's long names) says about the entry after it. */
interface Override {
  path?: string
  linkpath?: string
  size?: number
}

/** Tells the sink of every entry. `limit` is the number of bytes that may be read before the archive counts as too large. */
export async function readTar(chunks: AsyncIterable<Uint8Array>, sink: Sink, limit: number): Promise<void> {
  const reader = new BlockReader(chunks, limit)
  let override: Override = {}
  let entries = 0
  for (;;) {
    const header = await reader.header()
    if (header === undefined || header.every((byte) => byte === 0)) break
    if (!isTarHeader(header)) throw entries === 0 ? notTar() : damaged(`a file header after ${entries} entries is not valid.`)
    entries += 1
    const type = String.fromCharCode(header[156] ?? 0)
    const size = override.size ?? number(header, 124)
    if (type === 'x' || type === 'L' || type === 'K') {
      override = { ...override, ...extended(type, await reader.content(Math.min(size, MAX_EXTENDED_HEADER + 1), size)) }
      continue
    }
    if (type !== 'g') await readEntry(reader, sink, header, type, size, override)
    else await reader.skip(size)
    override = {}
  }
  await reader.drain()
}

async function readEntry(reader: BlockReader, sink: Sink, header: Uint8Array, type: string, size: number, override: Override) {
  const path = cleanPath(override.path ?? nameOf(header))
  const isLink = type === '1' || type === '2'
  if (isLink) checkLink(path, override.linkpath ?? string(header, 157, 100), type === '2' ? 'folder' : 'root')
  if (type === 'S') throw damaged(`"${path}" is a sparse file, which cannot be read.`)
  const isFile = type === '0' || type === '\0' || type === '7'
  const entry: Entry = { path, kind: isFile ? 'file' : isLink ? 'link' : 'directory', size: isFile ? size : 0 }
  // Old archives mark a directory by its trailing slash alone.
  const skipped = !isFile || path === '' || (override.path ?? nameOf(header)).endsWith('/')
  if (!skipped && sink.begin(entry)) sink.content(entry, await reader.content(size, size))
  // A link's header may carry the size of what it points to, without content.
  else await reader.skip(isLink ? 0 : size)
}

/** Whether these 512 bytes are a tar header: every tar header carries the sum of its bytes. */
export function isTarHeader(header: Uint8Array): boolean {
  if (header.length < BLOCK) return false
  let sum = 0
  for (let i = 0; i < BLOCK; i++) sum += i >= 148 && i < 156 ? 32 : (header[i] ?? 0)
  return sum > 256 && sum === parseInt(string(header, 148, 8).trim(), 8)
}

function notTar(): SourceError {
  return new SourceError(
    'bad_request',
    'The compressed file does not hold a tar archive. Upload a .tar.gz, .tar or .zip of the project.',
  )
}

function string(bytes: Uint8Array, offset: number, length: number): string {
  const field = bytes.subarray(offset, offset + length)
  const end = field.indexOf(0)
  return decoder.decode(end === -1 ? field : field.subarray(0, end))
}

/** Octal text, or base 256 with the first bit set for what does not fit (GNU). */
function number(header: Uint8Array, offset: number): number {
  if (((header[offset] ?? 0) & 0x80) !== 0) {
    let value = 0
    for (let i = 1; i < 12; i++) value = value * 256 + (header[offset + i] ?? 0)
    return value
  }
  const value = parseInt(string(header, offset, 12).trim() || '0', 8)
  if (!Number.isSafeInteger(value) || value < 0) throw damaged('a file header holds no valid size.')
  return value
}

function nameOf(header: Uint8Array): string {
  const name = string(header, 0, 100)
  // The prefix field exists in POSIX archives ("ustar\0") only; GNU ones ("ustar  ") keep times there.
  const prefix = string(header, 257, 6) === 'ustar' ? string(header, 345, 155) : ''
  return prefix === '' ? name : `${prefix}/${name}`
}

function extended(type: string, content: Uint8Array): Override {
  if (content.length > MAX_EXTENDED_HEADER) throw damaged('an extended header is longer than 1 MB.')
  if (type === 'L') return { path: string(content, 0, content.length) }
  if (type === 'K') return { linkpath: string(content, 0, content.length) }
  const override: Override = {}
  // Records of pax are "<length> <key>=<value>\n", where the length counts the whole record in bytes.
  for (let at = 0; at < content.length;) {
    const space = content.indexOf(32, at)
    const length = parseInt(decoder.decode(content.subarray(at, space)), 10)
    if (space === -1 || !(length > space - at + 1)) break
    const record = decoder.decode(content.subarray(space + 1, at + length - 1))
    const [key, value] = [record.slice(0, record.indexOf('=')), record.slice(record.indexOf('=') + 1)]
    if (key === 'path') override.path = value
    if (key === 'linkpath') override.linkpath = value
    if (key === 'size' && /^\d{1,15}$/.test(value)) override.size = Number(value)
    at += length
  }
  return override
}

/** Takes bytes from a stream of chunks in the sizes asked for. */
class BlockReader {
  readonly #chunks: AsyncIterator<Uint8Array>
  readonly #limit: number
  #chunk: Uint8Array = new Uint8Array(0)
  #read = 0

  constructor(chunks: AsyncIterable<Uint8Array>, limit: number) {
    this.#chunks = chunks[Symbol.asyncIterator]()
    this.#limit = limit
  }

  /** The next header block; undefined at the end. */
  async header(): Promise<Uint8Array | undefined> {
    const block = await this.#take(BLOCK)
    if (block.length === 0) return undefined
    if (block.length < BLOCK) throw damaged('it ends within a file header.')
    return block
  }

  /** The first `length` bytes of a content of `size` bytes; reads on to the next header. */
  async content(length: number, size: number): Promise<Uint8Array> {
    this.#check(size)
    const bytes = await this.#take(length)
    if (bytes.length < length) throw damaged('it ends within a file.')
    await this.skip(size, length)
    return bytes
  }

  /** Leaves out the rest of a content of `size` bytes of which `done` were read, and its padding. */
  async skip(size: number, done = 0): Promise<void> {
    this.#check(size)
    const padding = (BLOCK - (size % BLOCK)) % BLOCK
    let left = size + padding - done
    while (left > 0) {
      if (!(await this.#fill())) {
        // Some tools leave out the last padding.
        if (left > padding) throw damaged('it ends within a file.')
        return
      }
      const part = Math.min(left, this.#chunk.length)
      this.#chunk = this.#chunk.subarray(part)
      left -= part
    }
  }

  /** Reads to the end of the stream, so that a checksum at its end is verified. */
  async drain(): Promise<void> {
    do this.#chunk = new Uint8Array(0)
    while (await this.#fill())
  }

  async #take(length: number): Promise<Uint8Array> {
    if (await this.#fill()) {
      if (this.#chunk.length >= length) {
        const bytes = this.#chunk.subarray(0, length)
        this.#chunk = this.#chunk.subarray(length)
        return bytes
      }
    }
    const bytes = new Uint8Array(length)
    let filled = 0
    while (filled < length && (await this.#fill())) {
      const part = this.#chunk.subarray(0, length - filled)
      bytes.set(part, filled)
      filled += part.length
      this.#chunk = this.#chunk.subarray(part.length)
    }
    return bytes.subarray(0, filled)
  }

  async #fill(): Promise<boolean> {
    while (this.#chunk.length === 0) {
      const next = await this.#chunks.next()
      if (next.done === true) return false
      this.#chunk = next.value
      this.#read += next.value.length
      this.#check(0)
    }
    return true
  }

  #check(size: number) {
    if (this.#read - this.#chunk.length + size <= this.#limit) return
    throw tooLarge(this.#limit)
  }
}

export function tooLarge(limit: number): SourceError {
  return new SourceError(
    'invalid_params',
    `The source is larger than ${formatLimit(limit)} when unpacked. Leave out dependencies, build output and data files.`,
  )
}
