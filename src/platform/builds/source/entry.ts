import { SourceError } from './error.ts'

/** One member of an archive, as its header describes it. */
export interface Entry {
  /** Relative to the archive's root, cleaned by `cleanPath`. */
  readonly path: string
  readonly kind: 'file' | 'directory' | 'link'
  /** Bytes, unpacked. */
  readonly size: number
}

/** Whoever walks an archive tells a sink of each entry; the sink answers whether it wants the content as well. */
export interface Sink {
  /** Throws a `SourceError` for an entry that breaks a limit. */
  begin(entry: Entry): boolean
  content(entry: Entry, bytes: Uint8Array): void
}

const quoted = (path: string) => JSON.stringify(path.length > 120 ? `${path.slice(0, 120)}…` : path)

/** A relative path without `.` and empty parts; '' for the root. Throws for one that could leave the folder it is unpacked to. */
export function cleanPath(path: string): string {
  if (path.includes('\0')) throw refused(path, 'contains a NUL character')
  if (path.includes('\\')) throw refused(path, 'contains a backslash: use / between folders')
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path)) throw refused(path, 'is absolute: use paths relative to the project')
  const parts = path.split('/').filter((part) => part !== '' && part !== '.')
  if (parts.includes('..')) throw refused(path, 'climbs out of the project with ..')
  if (path.length > 1024) throw refused(path, 'is longer than 1,024 characters')
  return parts.join('/')
}

/** Throws when a link at `path` points to something outside the archive. Links themselves are left out. */
export function checkLink(path: string, target: string, from: 'folder' | 'root'): void {
  const outside = () =>
    new SourceError(
      'invalid_params',
      `The link ${quoted(path)} points outside the project (${quoted(target)}). Remove it and try again.`,
    )
  if (target.startsWith('/') || target.includes('\\') || /^[A-Za-z]:/.test(target)) throw outside()
  let depth = from === 'folder' ? path.split('/').length - 1 : 0
  for (const part of target.split('/')) {
    if (part === '..') depth -= 1
    else if (part !== '' && part !== '.') depth += 1
    if (depth < 0) throw outside()
  }
}

function refused(path: string, why: string): SourceError {
  return new SourceError('invalid_params', `The path ${quoted(path)} in the archive ${why}. Fix it and try again.`)
}
