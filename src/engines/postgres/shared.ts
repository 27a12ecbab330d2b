import { Refused, toSqlError, type Asked, type SqlError, type Step } from './protocol.ts'
import type { Pool } from './pool.ts'
import { LOOK_FIRST } from './told.ts'

/** What the pages of one browser say to each other. */
type Said =
  | { readonly type: 'ask'; readonly page: string; readonly id: number; readonly asked: Asked }
  /** It is known what was asked. */
  | { readonly type: 'taken'; readonly page: string; readonly id: number }
  | { readonly type: 'answer'; readonly page: string; readonly id: number; readonly answer: never }
  | { readonly type: 'failed'; readonly page: string; readonly id: number; readonly error: SqlError }
  | { readonly type: 'step'; readonly addon: string; readonly step: Step }
  /** A page has taken the databases over: another that had them is gone. */
  | { readonly type: 'here' }

interface Asking {
  readonly asked: Asked
  readonly resolve: (answer: never) => void
  readonly reject: (error: Refused) => void
  taken: boolean
}

type OnStep = (addon: string, step: Step) => void

/** The part of Web Locks that is used of them. */
interface Locks {
  readonly request: (name: string, callback: () => Promise<never>) => Promise<unknown>
}

/**
 * Asks the databases that the pages of a browser share. One page runs them, in workers; the others ask it, and when it is closed
 * one of them takes over, from what is kept.
 */
export class SharedPool {
  readonly #page: string
  readonly #channel: BroadcastChannel
  readonly #makePool: (step: OnStep) => Pool
  readonly #onStep: OnStep
  readonly #waiting = new Map<number, Asking>()
  #pool: Pool | undefined
  #nth = 0

  constructor(name: string, page: string, locks: Locks, makePool: (step: OnStep) => Pool, onStep: OnStep) {
    this.#page = page
    this.#makePool = makePool
    this.#onStep = onStep
    this.#channel = new BroadcastChannel(name)
    this.#channel.addEventListener('message', ({ data }: MessageEvent<Said>) => this.#hear(data))
    // Held until the page is gone.
    void locks.request(name, () => this.#takeOver())
  }

  async ask(asked: Asked): Promise<never> {
    if (this.#pool) return this.#pool.ask(asked)
    return new Promise((resolve, reject) => {
      this.#nth += 1
      this.#waiting.set(this.#nth, { asked, resolve, reject, taken: false })
      this.#say({ type: 'ask', page: this.#page, id: this.#nth, asked })
    })
  }

  #takeOver(): Promise<never> {
    this.#pool = this.#makePool((addon, step) => {
      this.#onStep(addon, step)
      this.#say({ type: 'step', addon, step })
    })
    this.#say({ type: 'here' })
    this.#askAgain()
    return new Promise(() => undefined)
  }

  #hear(said: Said): void {
    if (said.type === 'step') this.#onStep(said.addon, said.step)
    else if (said.type === 'here') this.#askAgain()
    else if (said.type === 'ask') void this.#answer(said)
    else if (said.page === this.#page) {
      const asking = this.#waiting.get(said.id)
      if (said.type === 'taken') {
        if (asking) asking.taken = true
        return
      }
      this.#waiting.delete(said.id)
      if (said.type === 'answer') asking?.resolve(said.answer)
      else asking?.reject(new Refused(said.error.code, said.error.message, said.error))
    }
  }

  async #answer({ page, id, asked }: Extract<Said, { type: 'ask' }>): Promise<void> {
    if (!this.#pool) return
    this.#say({ type: 'taken', page, id })
    try {
      const answer: unknown = await this.#pool.ask(asked)
      this.#channel.postMessage({ type: 'answer', page, id, answer })
    } catch (error) {
      this.#say({ type: 'failed', page, id, error: toSqlError(error) })
    }
  }

  /** Whoever was asked is gone, or has never been there. */
  #askAgain(): void {
    for (const [id, asking] of this.#waiting) {
      const { asked, resolve, reject, taken } = asking
      if (taken && asked.kind === 'run') {
        this.#waiting.delete(id)
        reject(new Refused('08006', 'The tab that ran the database was closed before it answered', { hint: LOOK_FIRST }))
      } else if (this.#pool) {
        this.#waiting.delete(id)
        this.#pool.ask(asked).then(resolve, reject)
      } else this.#say({ type: 'ask', page: this.#page, id, asked })
    }
  }

  #say(said: Said): void {
    this.#channel.postMessage(said)
  }
}
