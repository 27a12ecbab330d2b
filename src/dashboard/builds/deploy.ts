import { call } from '#client/http.ts'
import { upload } from '#client/upload.ts'
import { builds } from '#platform/builds/contract.ts'
import type { DroppedSource } from './source.ts'

/** How far a deploy has come before its build begins. */
export interface DeployProgress {
  readonly stage: 'packing' | 'uploading' | 'starting'
  /** Of the stage, 0 to 1. */
  readonly share: number
}

interface DeployOptions {
  readonly onProgress?: (progress: DeployProgress) => void
  readonly signal?: AbortSignal
  /** What the release will be described by, as a commit would: shown with its first eight characters. */
  readonly version?: string
}

/** Packs a source, hands it to the platform and has it built. Answers the build's id; its output can be read from then on. */
export async function sendSource(app: string, source: DroppedSource, options: DeployOptions = {}): Promise<string> {
  const { onProgress = () => {}, signal, version } = options
  onProgress({ stage: 'packing', share: 0 })
  const bytes = await source.bytes((share) => onProgress({ stage: 'packing', share }), signal)
  onProgress({ stage: 'uploading', share: 0 })
  const { source_blob: blob } = await call(builds.createAppSource, { params: { app }, signal })
  await upload(blob.put_url, bytes, { signal, onProgress: (share) => onProgress({ stage: 'uploading', share }) })
  onProgress({ stage: 'starting', share: 1 })
  const description = source.files > 0 ? `${source.name}, ${source.files} ${source.files === 1 ? 'file' : 'files'}` : source.name
  const { id } = await call(builds.create, {
    params: { app },
    body: { source_blob: { url: blob.get_url, version: version ?? (await versionOf(bytes)), version_description: description } },
    signal,
  })
  return id
}

/** A name for what was packed, in the shape of a commit: the same files have the same one. */
async function versionOf(bytes: Uint8Array<ArrayBuffer>): Promise<string | null> {
  // Without a secure context there is no crypto; the platform then describes the release by itself.
  if (!('subtle' in crypto)) return null
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return [...digest.subarray(0, 20)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

let waiting: { readonly app: string; readonly source: DroppedSource } | null = null

/** Leaves a source to the deploy page of an app, which sends it when it opens: go there next. */
export function startDeploy(app: string, source: DroppedSource): void {
  waiting = { app, source }
}

/** The source that was left for an app, once. */
export function takeOver(app: string): DroppedSource | null {
  if (waiting?.app !== app) return null
  const { source } = waiting
  waiting = null
  return source
}
