import type { PlatformWorld, StreamAnswer } from '#platform/index.ts'

/** Calls back once, after so many wall ms; answers how to cancel that. */
export type Timer = (callback: () => void, ms: number) => () => void

/** Lines travel in batches: a chunk each would cost fifty times as much on the way through the browser. */
const BATCH_MS = 50
/** How often a stream looks whether time has brought something. */
const LOOK_MS = 100
/** Proxies and browsers give up on a connection that says nothing. */
const HEARTBEAT_MS = 15_000
const HEARTBEAT = ': still here\n\n'
/** Chunks that wait for a slow reader; then the stream is not asked until it has read. */
const CHUNKS_AHEAD = 8
/** A reader that has not read for so long is gone without a word: a stopped service worker tells nobody. */
const STALLED_MS = 300_000

interface Options {
  readonly present: () => PlatformWorld
  /** Whether simulated time passes by itself. */
  readonly running: () => boolean
  readonly wall: () => number
  readonly timer: Timer
  readonly report: (error: unknown, during: string) => void
}

interface Reader {
  readonly pull: (world: PlatformWorld, wall: number) => void
  readonly end: () => void
}

/** The streams that somebody reads. They are asked for more after a commit and as the clock runs, all in one go. */
export class Streams {
  readonly #options: Options
  readonly #readers = new Set<Reader>()
  readonly #encoder = new TextEncoder()
  #cancel: (() => void) | undefined
  #dueAt = Infinity
  #pulledAt = -Infinity

  constructor(options: Options) {
    this.#options = options
  }

  get size(): number {
    return this.#readers.size
  }

  /** The body for a stream. Throws what its first pull throws. */
  open(stream: StreamAnswer, signal: AbortSignal): ReadableStream<Uint8Array> {
    const first = stream.pull(this.#options.present())
    const eventStream = stream.contentType === 'text/event-stream'
    let controller: ReadableStreamDefaultController<Uint8Array> | undefined
    let sentAt = this.#options.wall()
    let ended = false
    let waiting = false
    let readAt = sentAt
    const send = (text: string, wall: number) => {
      if (text === '') return
      controller?.enqueue(this.#encoder.encode(text))
      sentAt = wall
    }
    const finish = () => {
      if (ended) return
      ended = true
      signal.removeEventListener('abort', onAbort)
      this.#readers.delete(reader)
      stream.close?.()
    }
    const abort = (reason: unknown) => {
      finish()
      controller?.error(reason)
    }
    const onAbort = () => abort(signal.reason)
    const end = () => {
      finish()
      controller?.close()
    }
    const reader: Reader = {
      pull: (world, wall) => {
        waiting = (controller?.desiredSize ?? 0) <= 0
        if (!waiting) readAt = wall
        else if (wall - readAt > STALLED_MS) abort(new Error('Nobody has read this stream for minutes.'))
        if (waiting) return
        try {
          const { text, done } = stream.pull(world)
          send(text === '' && eventStream && wall - sentAt >= HEARTBEAT_MS ? HEARTBEAT : text, wall)
          if (done) end()
        } catch (error) {
          this.#options.report(error, 'a stream')
          finish()
          controller?.error(error)
        }
      },
      end,
    }
    return new ReadableStream<Uint8Array>(
      {
        start: (started) => {
          controller = started
          // In Firefox a page hears that a stream was opened with its first text.
          send(first.text === '' && eventStream ? HEARTBEAT : first.text, sentAt)
          if (first.done) return end()
          if (signal.aborted) return onAbort()
          signal.addEventListener('abort', onAbort)
          this.#readers.add(reader)
          this.#plan(this.#options.running() ? LOOK_MS : HEARTBEAT_MS)
        },
        pull: () => {
          if (waiting && !ended) this.pullSoon()
        },
        cancel: finish,
      },
      { highWaterMark: CHUNKS_AHEAD },
    )
  }

  /** Something may have changed: asks every stream, at once or when the batch is full. */
  pullSoon(): void {
    if (this.#readers.size > 0) this.#plan(Math.max(0, this.#pulledAt + BATCH_MS - this.#options.wall()))
  }

  /** Ends every stream. */
  end(): void {
    for (const reader of this.#readers) reader.end()
    this.#cancel?.()
    this.#cancel = undefined
    this.#dueAt = Infinity
  }

  #plan(ms: number): void {
    const at = this.#options.wall() + ms
    if (at >= this.#dueAt) return
    this.#cancel?.()
    this.#dueAt = at
    this.#cancel = this.#options.timer(() => this.#pullAll(), ms)
  }

  #pullAll(): void {
    this.#dueAt = Infinity
    this.#cancel = undefined
    if (this.#readers.size === 0) return
    const wall = this.#options.wall()
    this.#pulledAt = wall
    try {
      const world = this.#options.present()
      for (const reader of this.#readers) reader.pull(world, wall)
    } catch (error) {
      this.#options.report(error, 'bringing streams to the present')
    }
    if (this.#readers.size > 0) this.#plan(this.#options.running() ? LOOK_MS : HEARTBEAT_MS)
  }
}
