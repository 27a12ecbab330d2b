/** Something due: at `at` (simulated ms) the process `kind` looks at `subject` (a row's id). */
export interface Alarm {
  readonly kind: string
  readonly subject: string
  readonly at: number
}

/** An alarm in the heap. One that was moved, cancelled or taken is dead: it stays where it is and is passed over. */
interface Entry extends Alarm {
  live: boolean
}

interface Undo {
  readonly kind: string
  readonly subject: string
  readonly before: Alarm | undefined
}

/** Whether a is due before b. Alarms due at once run by kind, then subject, whatever order they were set in. */
function isBefore(a: Alarm, b: Alarm): boolean {
  if (a.at !== b.at) return a.at < b.at
  if (a.kind !== b.kind) return a.kind < b.kind
  return a.subject < b.subject
}

const plain = ({ kind, subject, at }: Alarm): Alarm => ({ kind, subject, at })

/** Four children a node: fewer levels, and those of a node lie together in memory. */
const ARITY = 4

/** The queue of what is due: a heap. At most one alarm stands for a kind and subject; setting it again moves it. */
export class Alarms {
  readonly #undo: Undo[] = []
  #live = new Map<string, Map<string, Entry>>()
  #heap: Entry[] = []
  #size = 0

  get size(): number {
    return this.#size
  }

  set(kind: string, subject: string, at: number): void {
    const before = this.#live.get(kind)?.get(subject)
    if (before?.at === at) return
    this.#undo.push({ kind, subject, before })
    this.#put(kind, subject, { kind, subject, at })
  }

  cancel(kind: string, subject: string): void {
    const before = this.#live.get(kind)?.get(subject)
    if (!before) return
    this.#undo.push({ kind, subject, before })
    this.#put(kind, subject, undefined)
  }

  get(kind: string, subject: string): Alarm | undefined {
    return this.#live.get(kind)?.get(subject)
  }

  /** The next alarm due, left in the queue. */
  peek(): Alarm | undefined {
    for (;;) {
      const top = this.#heap[0]
      if (!top || top.live) return top
      this.#removeTop()
    }
  }

  /** The live alarms, in the order they are due. */
  all(): Alarm[] {
    const alarms: Alarm[] = []
    for (const entries of this.#live.values()) for (const entry of entries.values()) alarms.push(plain(entry))
    return alarms.sort((a, b) => (isBefore(a, b) ? -1 : 1))
  }

  load(alarms: Iterable<Alarm>): void {
    const entries = [...alarms].sort((a, b) => (isBefore(a, b) ? -1 : 1)).map((alarm) => ({ ...plain(alarm), live: true }))
    this.#live = new Map()
    for (const entry of entries) this.#entriesOf(entry.kind).set(entry.subject, entry)
    // A sorted array is a valid heap.
    this.#heap = entries
    this.#size = entries.length
  }

  /** Ends a transaction: forgets how to undo it. Answers whether anything had changed. */
  commit(): boolean {
    const changed = this.#undo.length > 0
    this.#undo.length = 0
    return changed
  }

  /** Ends a transaction by putting everything back. */
  rollback(): void {
    for (const { kind, subject, before } of this.#undo.toReversed()) this.#put(kind, subject, before)
    this.#undo.length = 0
  }

  #entriesOf(kind: string): Map<string, Entry> {
    let entries = this.#live.get(kind)
    if (!entries) this.#live.set(kind, (entries = new Map()))
    return entries
  }

  #put(kind: string, subject: string, alarm: Alarm | undefined): void {
    const entries = this.#entriesOf(kind)
    const before = entries.get(subject)
    if (before) {
      before.live = false
      this.#size -= 1
    }
    if (!alarm) {
      entries.delete(subject)
      return
    }
    const entry = { kind, subject, at: alarm.at, live: true }
    entries.set(subject, entry)
    this.#size += 1
    this.#push(entry)
    if (this.#heap.length > 64 && this.#heap.length > 4 * this.#size) this.load(this.all())
  }

  #push(entry: Entry): void {
    const heap = this.#heap
    let at = heap.length
    heap.push(entry)
    while (at > 0) {
      const parent = Math.floor((at - 1) / ARITY)
      const above = heap[parent]
      if (!above || !isBefore(entry, above)) break
      heap[at] = above
      at = parent
    }
    heap[at] = entry
  }

  #removeTop(): void {
    const heap = this.#heap
    const last = heap.pop()
    if (!last || heap.length === 0) return
    let at = 0
    for (;;) {
      const first = at * ARITY + 1
      let least: Entry | undefined
      let child = first
      for (let i = first; i < first + ARITY && i < heap.length; i++) {
        const candidate = heap[i]
        if (candidate && (!least || isBefore(candidate, least))) {
          least = candidate
          child = i
        }
      }
      if (!least || !isBefore(least, last)) break
      heap[at] = least
      at = child
    }
    heap[at] = last
  }
}
