// Reads a zip by its central directory, the only list of a zip's files that can be relied on.
import { Inflate } from 'fflate'
import { checkLink, cleanPath, type Sink } from './entry.ts'
import { damaged, SourceError } from './error.ts'
import { tooLarge } from './tar.ts'

const END_RECORD = 0x06054b50
const DIRECTORY_RECORD = 0x02014b50
const LOCAL_RECORD = 0x04034b50
const STORED = 0
const DEFLATED = 8
const STEP = 64 * 1024

interface ZipRecord {
  readonly name: string
  readonly method: number
  readonly crc: number
  readonly packed: number
  readonly size: number
  readonly offset: number
  readonly isLink: boolean
}

/** Tells the sink of every entry. Throws a `SourceError` as soon as more than `limit` bytes would come out of the archive. */
export function readZip(bytes: Uint8Array, sink: Sink, limit: number): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let unpacked = 0
  for (const record of directory(bytes, view)) {
    if (record.name.endsWith('/')) {
      cleanPath(record.name)
      continue
    }
    unpacked += record.size
    if (unpacked > limit) throw tooLarge(limit)
    const entry = { path: cleanPath(record.name), kind: record.isLink ? 'link' : 'file', size: record.size } as const
    if (record.isLink) {
      checkLink(entry.path, new TextDecoder().decode(unpack(bytes, view, record, record.size <= 4096)), 'folder')
      continue
    }
    const wanted = entry.path !== '' && sink.begin(entry)
    const content = unpack(bytes, view, record, wanted)
    if (wanted) sink.content(entry, content)
  }
}

function* directory(bytes: Uint8Array, view: DataView): Generator<ZipRecord> {
  const end = endRecord(view)
  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  if (count === 0xffff || at === 0xffff_ffff) {
    throw new SourceError(
      'bad_request',
      'Zip archives in the zip64 format cannot be read. Upload a .tar.gz or a plain .zip instead.',
    )
  }
  for (let i = 0; i < count; i++) {
    if (at + 46 > end || view.getUint32(at, true) !== DIRECTORY_RECORD) throw damaged('its list of files is not complete.')
    const flags = view.getUint16(at + 8, true)
    const nameEnd = at + 46 + view.getUint16(at + 28, true)
    const next = nameEnd + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
    const name = new TextDecoder().decode(bytes.subarray(at + 46, nameEnd))
    if ((flags & 1) !== 0) {
      throw new SourceError('bad_request', 'The zip archive is protected by a password. Upload one without.')
    }
    yield {
      name,
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
      // The upper half of the attributes is the Unix mode when the archive was made on such a system.
      isLink: (view.getUint16(at + 40, true) & 0xf000) === 0xa000,
    }
    at = next
  }
}

/** Where the end record starts: it is the last thing in the file but for a comment of up to 64 KB. */
function endRecord(view: DataView): number {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 22 - 0xffff); at--) {
    if (view.getUint32(at, true) === END_RECORD) return at
  }
  throw damaged('the end of the zip archive is missing.')
}

/** The content, verified; empty when `keep` is false. */
function unpack(bytes: Uint8Array, view: DataView, record: ZipRecord, keep: boolean): Uint8Array {
  const wrong = () => damaged(`"${record.name}" does not unpack to what the archive says.`)
  if (record.offset + 30 > bytes.length || view.getUint32(record.offset, true) !== LOCAL_RECORD) throw wrong()
  const start = record.offset + 30 + view.getUint16(record.offset + 26, true) + view.getUint16(record.offset + 28, true)
  const packed = bytes.subarray(start, start + record.packed)
  if (packed.length < record.packed) throw wrong()
  if (record.method !== STORED && record.method !== DEFLATED) {
    throw new SourceError(
      'bad_request',
      `"${record.name}" is compressed in an unusual way. Zip it with the default method instead.`,
    )
  }
  const out = new Uint8Array(keep ? record.size : 0)
  let size = 0
  let crc = 0xffff_ffff
  const receive = (chunk: Uint8Array) => {
    if (size + chunk.length > record.size) throw wrong()
    if (keep) out.set(chunk, size)
    size += chunk.length
    crc = crc32(crc, chunk)
  }
  if (record.method === STORED) receive(packed)
  else {
    const inflate = new Inflate(receive)
    for (let at = 0; at < packed.length; at += STEP) inflate.push(packed.subarray(at, at + STEP), at + STEP >= packed.length)
  }
  if (size !== record.size || (crc ^ 0xffff_ffff) >>> 0 !== record.crc) throw wrong()
  return out
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit++) value = (value & 1) !== 0 ? (value >>> 1) ^ 0xedb8_8320 : value >>> 1
  return value
})

function crc32(crc: number, bytes: Uint8Array): number {
  for (const byte of bytes) crc = (crc >>> 8) ^ (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0)
  return crc
}
