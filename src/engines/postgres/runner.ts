import { Refused, type Asked, type FromWorker, type Step, type ToWorker } from './protocol.ts'

/** A worker that runs a database. */
export interface DatabaseWorker {
  readonly tell: (message: ToWorker) => void
  /** Ends it at once, whatever it does. */
  readonly end: () => void
}

export type StartWorker = (hear: (message: FromWorker) => void, failed: (reason: string) => void) => DatabaseWorker

interface Waiting {
  readonly asked: Asked
  readonly resolve: (answer: never) => void
  readonly reject: (error: Refused) => void
  /** Ends the wait for another session's transaction. */
  patience?: ReturnType<typeof setTimeout>
}

/** How long a transaction of one session keeps others waiting before they give up, and before it is rolled back. */
const PATIENCE_MS = 10_000
const MOST_IDLE_MS = 60_000
/** Opening a database comes on top of what a statement may take. */
const OPENING_MS = 60_000

/**
 * Asks the worker of one database. There is one connection behind all sessions: while one of them has a transaction open, the
 * others wait. Nothing but its end stops a statement that takes too long.
 */
export class Runner {
  readonly #worker: DatabaseWorker
  readonly #step: (step: Step) => void
  readonly #ended: () => void
  readonly #queue: Waiting[] = []
  #current: Waiting | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  /** The session with an open transaction. */
  #holder: string | undefined
  #idle: ReturnType<typeof setTimeout> | undefined
  #nth = 0
  #opened = false

  constructor(start: StartWorker, step: (step: Step) => void, ended: () => void) {
    this.#step = step
    this.#ended = ended
    this.#worker = start(
      (message) => this.#hear(message),
      (reason) => this.end(new Refused('57P02', reason)),
    )
  }

  /** Whether nobody would miss it. */
  get idle(): boolean {
    return !this.#current && this.#holder === undefined && this.#queue.length === 0
  }

  /** Answers with what belongs to the question: whoever asks knows its type. */
  ask(asked: Asked): Promise<never> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ asked, resolve, reject })
      this.#next()
    })
  }

  /** Ends it. What waits for an answer is told why there is none. */
  end(reason = new Refused('57P01', 'terminating connection due to administrator command')): void {
    clearTimeout(this.#timer)
    clearTimeout(this.#idle)
    this.#worker.end()
    this.#ended()
    for (const { reject, patience } of [...(this.#current ? [this.#current] : []), ...this.#queue.splice(0)]) {
      clearTimeout(patience)
      reject(reason)
    }
  }

  /** Stops what a session runs. */
  cancel(session: string): void {
    const asked = this.#current?.asked
    if (asked && 'session' in asked && asked.session === session)
      this.end(new Refused('57014', 'canceling statement due to user request'))
  }

  #next(): void {
    if (this.#current) return
    const at = this.#queue.findIndex(({ asked }) => this.#mayGo(asked))
    for (const waiting of this.#queue) if (!this.#mayGo(waiting.asked)) this.#keepWaiting(waiting)
    const [next] = at < 0 ? [] : this.#queue.splice(at, 1)
    if (!next) return
    clearTimeout(next.patience)
    clearTimeout(this.#idle)
    this.#current = next
    this.#nth += 1
    const { statement_timeout_ms: limit } = next.asked.contents.limits
    const late = new Refused('57014', 'canceling statement due to statement timeout')
    this.#timer = setTimeout(() => this.end(late), limit + (this.#opened ? 0 : OPENING_MS))
    this.#worker.tell({ id: this.#nth, asked: next.asked })
  }

  /** What asks PostgreSQL nothing need not wait for anybody. */
  #mayGo(asked: Asked): boolean {
    if (
      this.#holder === undefined ||
      asked.kind === 'rows' ||
      asked.kind === 'text' ||
      asked.kind === 'leave' ||
      asked.kind === 'cancel'
    )
      return true
    return 'session' in asked && asked.session === this.#holder
  }

  #keepWaiting(waiting: Waiting): void {
    waiting.patience ??= setTimeout(() => {
      this.#queue.splice(this.#queue.indexOf(waiting), 1)
      const hint = 'Another session has a transaction open. Commit it or roll it back there.'
      waiting.reject(new Refused('55P03', 'canceling statement due to lock timeout', { hint }))
    }, PATIENCE_MS)
  }

  #hear(message: FromWorker): void {
    if (message.type === 'step') return this.#step(message.step)
    const current = this.#current
    if (message.id !== this.#nth || !current) return
    clearTimeout(this.#timer)
    this.#current = undefined
    this.#opened = true
    this.#hold(current.asked, message)
    if (message.type === 'answer') current.resolve(message.answer)
    else current.reject(new Refused(message.error.code, message.error.message, message.error))
    this.#next()
  }

  /** Takes note of who has a transaction open. It is rolled back after a while without anybody. */
  #hold(asked: Asked, { inTransaction }: Exclude<FromWorker, { type: 'step' }>): void {
    if (!('session' in asked) || (this.#holder !== undefined && asked.session !== this.#holder)) return
    this.#holder = inTransaction ? asked.session : undefined
    if (!inTransaction) return
    const { contents, session } = asked
    const leave = { kind: 'leave', contents, session } as const
    this.#idle = setTimeout(() => void this.ask(leave), MOST_IDLE_MS)
  }
}
