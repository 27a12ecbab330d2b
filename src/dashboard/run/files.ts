import { authorization, send, urlOf } from '#client/http.ts'
import { consoles, FilesHead } from '#platform/console/contract.ts'

export interface Deployed {
  /** By absolute path. A file of which nothing but its size is known says so. */
  readonly files: ReadonlyMap<string, string | Uint8Array>
  /** Whether what was deployed is still kept; otherwise only manifests are known. */
  readonly kept: boolean
  /** Files beyond those that are there. */
  readonly omitted: number
}

/** Reads what was deployed to a dyno. */
export async function readFiles(app: string, dyno: string, signal: AbortSignal): Promise<Deployed> {
  const response = await send(urlOf(consoles.files, { params: { app, dyno } }), { headers: authorization(), signal })
  return unpackFiles(new Uint8Array(await response.arrayBuffer()))
}

/** Takes the answer of `files` apart. */
export function unpackFiles(bytes: Uint8Array): Deployed {
  const end = bytes.indexOf(0x0a)
  const head = FilesHead.parse(JSON.parse(new TextDecoder().decode(bytes.subarray(0, end))))
  const files = new Map<string, string | Uint8Array>()
  let at = end + 1
  for (const { path, size, bytes: length } of head.files) {
    files.set(`/app/${path}`, length === null ? unknown(size) : bytes.slice(at, at + length))
    at += length ?? 0
  }
  return { files, kept: head.kept, omitted: head.omitted }
}

const unknown = (size: number) => `[${size} bytes; the content of this file is not known here]\n`
