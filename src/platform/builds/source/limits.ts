/** What a source may hold. All sizes in bytes. */
export interface Limits {
  /** The archive as uploaded. */
  readonly archive: number
  /** All files together, unpacked (the platform's limit for a source checkout). */
  readonly unpacked: number
  readonly files: number
  /** One manifest or code file that is looked into. */
  readonly text: number
  /** One lock file: only names and versions are kept of it. */
  readonly lock: number
  /** All texts together that are kept. */
  readonly texts: number
  /** All code together that is searched for signals. */
  readonly scanned: number
  /** Paths that are kept, nearest to the root first. */
  readonly listed: number
}

const MB = 1024 * 1024

export const LIMITS: Limits = {
  archive: 200 * MB,
  unpacked: 1024 * MB,
  files: 50_000,
  text: 256 * 1024,
  lock: 8 * MB,
  texts: 1 * MB,
  scanned: 32 * MB,
  listed: 3_000,
}

/** "200 MB", "1 GB", "512 bytes". */
export function formatLimit(bytes: number): string {
  if (bytes >= 1024 * MB) return `${bytes / 1024 / MB} GB`
  if (bytes >= MB) return `${Math.round(bytes / MB)} MB`
  return `${bytes} bytes`
}
