import { Refused, type AnswerTo, type Asked, type FromWorker, type Kind, type Step, type ToWorker } from './protocol.ts'

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
}

/** Asks the worker of one database, and ends it when a statement takes too long: nothing else stops one. */
export class Runner {
  readonly #worker: DatabaseWorker
  readonly #ended: (runner: Runner) => void
  readonly #step: (step: Step) => void
  readonly #queue: Waiting[] = []
  #current: Waiting | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #asked = 0

  constructor(start: StartWorker, step: (step: Step) => void, ended: (runner: Runner) => void) {
    this.#step = step
    this.#ended = ended
    this.#worker = start(
      (message) => this.#hear(message),
      (reason) => this.end(new Refused('57P02', reason)),
    )
  }

  get idle(): boolean {
    return this.#current === undefined
  }

  ask<K extends Kind>(asked: Asked & Asked<K>): Promise<AnswerTo<K>> {
    return new Promise<AnswerTo<K>>((resolve, reject) => {
      this.#queue.push({ asked, resolve, reject })
      this.#next()
    })
  }

  /** Ends it. What waits for an answer is told why there is none. */
  end(reason = new Refused('57P01', 'terminating connection due to administrator command')): void {
    clearTimeout(this.#timer)
    this.#worker.end()
    this.#ended(this)
    for (const { reject } of [...(this.#current ? [this.#current] : []), ...this.#queue.splice(0)]) reject(reason)
  }

  #next(): void {
    if (this.#current) return
    const next = this.#queue.shift()
    if (!next) return
    this.#current = next
    this.#asked += 1
    this.#worker.tell({ id: this.#asked, asked: next.asked })
  }

  #hear(message: FromWorker): void {
    if (message.type === 'step') {
      this.#step(message.step)
      // The statement begins to count when the database is open.
      return
    }
    const current = this.#current
    if (message.id !== this.#asked || !current) return
    this.#current = undefined
    if (message.type === 'answer') current.resolve(message.answer)
    else current.reject(new Refused(message.error.code, message.error.message, message.error))
    this.#next()
  }
}
