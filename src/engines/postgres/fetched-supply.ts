import { Refused } from './protocol.ts'
import type { Parts, Supply } from './supply.ts'

interface File {
  readonly url: string
  readonly bytes: number
}

/** Fetches PostgreSQL from where the site stands. */
export class FetchedSupply implements Supply {
  readonly #files: { readonly program: File; readonly share: File; readonly base: File }

  constructor(files: { readonly program: File; readonly share: File; readonly base: File }) {
    this.#files = files
  }

  async load(wanted: { readonly base: boolean }, step: (done: number) => void): Promise<Parts> {
    const { program, share, base } = this.#files
    const all = [program, share, ...(wanted.base ? [base] : [])]
    const total = all.reduce((sum, { bytes }) => sum + bytes, 0)
    let done = 0
    const [programBytes = none, shareBytes = none, baseBytes] = await Promise.all(
      all.map((file) =>
        fetchFile(file, (bytes) => {
          const before = Math.floor((done / total) * 100)
          done += bytes
          const percent = Math.floor((done / total) * 100)
          if (percent > before) step(percent / 100)
        }),
      ),
    )
    // Compiled from bytes: not every host says that they are WebAssembly.
    const compiled = await WebAssembly.compile(programBytes)
    return { program: compiled, share: new Blob([shareBytes]), ...(baseBytes && { base: baseBytes }) }
  }

  async keepBase(): Promise<void> {
    // There is one already.
  }
}

const none = new Uint8Array()

async function fetchFile({ url, bytes }: File, progress: (bytes: number) => void): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const response = await fetch(url)
    if (!response.ok || !response.body) throw new Error(`${url} was answered with ${response.status}`)
    const whole = new Uint8Array(bytes)
    let at = 0
    for (const reader = response.body.getReader(); ;) {
      const { value, done } = await reader.read()
      if (done) return whole
      whole.set(value, at)
      at += value.length
      progress(value.length)
    }
  } catch {
    throw new Refused('58000', 'PostgreSQL could not be loaded. Check the connection, then try again.')
  }
}
