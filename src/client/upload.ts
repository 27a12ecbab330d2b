import { connection } from './connection.ts'
import { ApiFailure, send } from './http.ts'

interface UploadOptions {
  readonly signal?: AbortSignal
  /** How much has gone, from 0 to 1. */
  readonly onProgress?: (part: number) => void
}

/** Puts an archive where a source said to (`source_blob.put_url`). */
export async function upload(url: string, bytes: Uint8Array<ArrayBuffer>, options: UploadOptions = {}): Promise<void> {
  if (connection().kind === 'remote') return uploadAway(url, bytes, options)
  // In this browser it is there at once, and a service worker tells nothing of progress.
  await send(url, { method: 'PUT', body: bytes, signal: options.signal ?? null })
  options.onProgress?.(1)
}

/** `fetch` does not tell how much has gone; this does. */
function uploadAway(url: string, bytes: Uint8Array<ArrayBuffer>, { signal, onProgress }: UploadOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('PUT', url)
    request.upload.addEventListener('progress', ({ loaded }) => onProgress?.(loaded / bytes.length))
    request.addEventListener('load', () => {
      if (request.status < 300) resolve()
      else reject(failureOf(request))
    })
    request.addEventListener('error', () =>
      reject(new ApiFailure(0, 'unreachable', 'The upload broke off. Check that the API runs, then try again.')),
    )
    request.addEventListener('abort', () => reject(signal?.reason ?? new DOMException('The upload was stopped.', 'AbortError')))
    signal?.addEventListener('abort', () => request.abort())
    request.send(bytes)
  })
}

function failureOf({ status, responseText }: XMLHttpRequest): ApiFailure {
  try {
    const body: { id: string; message: string } = JSON.parse(responseText)
    return new ApiFailure(status, body.id, body.message)
  } catch {
    return new ApiFailure(status, 'unexpected', `The upload was answered ${status}.`)
  }
}
