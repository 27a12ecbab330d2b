import { Runner, type StartWorker } from './runner.ts'
import type { Asked, Step } from './protocol.ts'

/** The databases that run: as many as there is memory for, those that were asked last. */
export class Pool {
  readonly #start: StartWorker
  readonly #most: number
  readonly #step: (addon: string, step: Step) => void
  readonly #runners = new Map<string, Runner>()

  constructor(start: StartWorker, most: number, step: (addon: string, step: Step) => void) {
    this.#start = start
    this.#most = most
    this.#step = step
  }

  ask(asked: Asked): Promise<never> {
    const { id } = asked.contents.addon
    if (asked.kind === 'cancel') this.#runners.get(id)?.cancel(asked.session)
    const runner = this.#runners.get(id) ?? this.#open(id)
    this.#runners.delete(id)
    this.#runners.set(id, runner)
    return runner.ask(asked)
  }

  end(): void {
    for (const runner of this.#runners.values()) runner.end()
  }

  #open(id: string): Runner {
    // What is in the middle of something stays, even if it is one too many.
    const [oldest] = this.#runners.size < this.#most ? [] : [...this.#runners.values()].filter(({ idle }) => idle)
    oldest?.end()
    const step = (what: Step) => this.#step(id, what)
    const runner: Runner = new Runner(this.#start, step, () => {
      if (this.#runners.get(id) === runner) this.#runners.delete(id)
    })
    return runner
  }
}
