import { Zip, ZipDeflate, ZipPassThrough } from 'fflate'
import { ignoring, type Ignore } from './ignore.ts'

/** What the platform takes at most, packed (heroku-facts D.3 speaks of 1 GB unpacked). */
const LIMIT = 200 * 1024 * 1024
const FILE_LIMIT = 50_000

/** A project that somebody dropped or chose, ready to be sent. */
export interface DroppedSource {
  /** Of the folder or the archive, to show. */
  readonly name: string
  /** The archive. Packing a folder takes a while: `progress` is told how much is done, 0 to 1. */
  readonly bytes: (progress?: (share: number) => void, signal?: AbortSignal) => Promise<Uint8Array<ArrayBuffer>>
  /** How many files will be sent; 0 for an archive, which nobody has looked into. */
  readonly files: number
}

/** What was dropped is no project, or too large. The message says what to do. */
export class SourceProblem extends Error {}

interface Found {
  readonly path: string
  readonly file: () => Promise<File>
}

const archive = /\.(tar\.gz|tgz|tar|zip)$/i

/** Whether something that is being dragged could be a project: files, and not text or a picture from a page. */
export function draggingFiles(data: DataTransfer | null): boolean {
  return data?.types.includes('Files') ?? false
}

/**
 * Reads what was dropped: one folder, one archive, or loose files, which together are the project. Must be called while the
 * drop event is handled; the browser takes the entries away afterwards.
 */
export function sourceFromDrop(data: DataTransfer): Promise<DroppedSource> {
  const entries = [...data.items].flatMap((item) => item.webkitGetAsEntry() ?? [])
  const files = [...data.files]
  return entries.length > 0 ? fromEntries(entries, files) : sourceFromFiles(files)
}

async function fromEntries(entries: readonly FileSystemEntry[], files: readonly File[]): Promise<DroppedSource> {
  const [only] = entries
  if (entries.length === 1 && only && isFolder(only)) return folder(only.name, await walk(only))
  if (entries.every((entry) => entry.isFile)) return sourceFromFiles(files)
  // Loose files beside folders: somebody selected everything inside the project.
  const found = await Promise.all(entries.map(async (entry) => (isFolder(entry) ? walk(entry, entry.name) : [toFound(entry)])))
  return folder('dropped files', found.flat())
}

/** Reads what a file picker gave: one archive, or the files of a folder (`webkitdirectory`). */
export async function sourceFromFiles(files: readonly File[]): Promise<DroppedSource> {
  const [only] = files
  if (!only) throw new SourceProblem('Nothing was chosen. Choose the folder of a project, or an archive of it.')
  if (files.length === 1 && only.webkitRelativePath === '') {
    if (archive.test(only.name)) return archiveSource(only)
    if (/\.(rar|7z|bz2|xz|tbz2|txz|zst|jar|war)$/i.test(only.name)) {
      throw new SourceProblem(`${only.name} cannot be read. Pack the project as .tar.gz, .tgz or .zip, or drop its folder.`)
    }
  }
  const root = only.webkitRelativePath.split('/')[0] ?? ''
  return folder(
    root || 'dropped files',
    files.map((file) => ({
      path: file.webkitRelativePath.slice(root === '' ? 0 : root.length + 1) || file.name,
      file: () => Promise.resolve(file),
    })),
  )
}

function archiveSource(file: File): DroppedSource {
  if (file.size === 0) throw new SourceProblem(`${file.name} is empty.`)
  checkSize(file.size, file.name)
  return { name: file.name, files: 0, bytes: async () => new Uint8Array(await file.arrayBuffer()) }
}

function checkSize(size: number, name: string): void {
  if (size <= LIMIT) return
  const megabytes = Math.ceil(size / 1024 / 1024).toLocaleString()
  throw new SourceProblem(
    `${name} has ${megabytes} MB; a source can have 200 MB. List what the build does not need in .slugignore, and try again.`,
  )
}

async function folder(name: string, all: readonly Found[]): Promise<DroppedSource> {
  const ignored = await ignoreOf(all)
  const files = all.filter(({ path }) => !isIgnored(path, ignored))
  if (files.length === 0) throw new SourceProblem(`${name} has no files to build. Drop the folder that holds the project itself.`)
  if (files.length > FILE_LIMIT) {
    throw new SourceProblem(
      `${name} has ${files.length.toLocaleString()} files; a source can have ${FILE_LIMIT.toLocaleString()}. List what the build does not need in .slugignore, and try again.`,
    )
  }
  return { name, files: files.length, bytes: (progress, signal) => pack(name, files, progress, signal) }
}

async function ignoreOf(all: readonly Found[]): Promise<Ignore> {
  const lists = all.filter(({ path }) => path === '.gitignore' || path === '.slugignore')
  return ignoring(...(await Promise.all(lists.map(async ({ file }) => (await file()).text()))))
}

/** A file stays behind when it, or a folder above it, does. */
function isIgnored(path: string, ignored: Ignore): boolean {
  for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) if (ignored(path.slice(0, at), true)) return true
  return ignored(path, false)
}

const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory
const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile

function toFound(entry: FileSystemEntry, below = ''): Found {
  const path = below === '' ? entry.name : `${below}/${entry.name}`
  const file = () =>
    new Promise<File>((resolve, reject) => (isFile(entry) ? entry.file(resolve, reject) : reject(new Error(path))))
  return { path, file }
}

/** All files below a folder; does not go into what is always left behind, which can be very large. */
async function walk(directory: FileSystemDirectoryEntry, below = '', never: Ignore = ignoring()): Promise<Found[]> {
  const found: Found[] = []
  for (const entry of await readAll(directory.createReader())) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`
    if (never(path, entry.isDirectory)) continue
    if (isFolder(entry)) found.push(...(await walk(entry, path, never)))
    else found.push(toFound(entry, below))
    if (found.length > FILE_LIMIT * 2) break
  }
  return found
}

/** A reader gives at most a hundred entries at a time, and an empty list at the end. */
async function readAll(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  const all: FileSystemEntry[] = []
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (some.length === 0) return all
    all.push(...some)
  }
}

/** Pictures, archives and fonts do not get smaller. */
const packed = /\.(png|jpe?g|gif|webp|avif|woff2?|zip|gz|jar|mp4|webm|mp3|ico|pdf)$/i

/** Packs files as a zip. Reads a file at a time, in pieces, so that the page goes on answering. */
async function pack(
  name: string,
  files: readonly Found[],
  progress: (share: number) => void = () => {},
  signal?: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array<ArrayBuffer>[] = []
  let size = 0
  const zip = new Zip((error, chunk) => {
    if (error) throw error
    chunks.push(new Uint8Array(chunk))
    size += chunk.length
  })
  for (const [index, { path, file }] of files.entries()) {
    signal?.throwIfAborted()
    const entry = packed.test(path) ? new ZipPassThrough(path) : new ZipDeflate(path, { level: 6 })
    // One time for all: the same folder gives the same archive, and so the same checksum.
    entry.mtime = new Date(2000, 0, 1)
    zip.add(entry)
    await feed(entry, await open(file, path))
    checkSize(size, name)
    progress((index + 1) / files.length)
  }
  zip.end()
  const whole = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}

async function open(file: Found['file'], path: string): Promise<File> {
  try {
    return await file()
  } catch {
    throw new SourceProblem(`${path} could not be read. Check that the browser may read the folder, and drop it again.`)
  }
}

async function feed(entry: ZipDeflate | ZipPassThrough, file: File): Promise<void> {
  const reader = file.stream().getReader()
  for (;;) {
    const { value, done } = await reader.read()
    if (done) break
    entry.push(value)
  }
  entry.push(new Uint8Array(0), true)
}

/** A project that the page itself brings, as files by path. */
export function sourceFromTexts(name: string, texts: Readonly<Record<string, string>>): DroppedSource {
  const files = Object.entries(texts).map(([path, text]) => ({ path, file: () => Promise.resolve(new File([text], path)) }))
  return { name, files: files.length, bytes: (progress, signal) => pack(name, files, progress, signal) }
}
