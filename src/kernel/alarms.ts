/** Something due: at `at` (simulated ms) the process `kind` looks at `subject` (a row's id). */
export interface Alarm {
  readonly kind: string
  readonly subject: string
  readonly at: number
}

const keyOf = (kind: string, subject: string) => `${kind} ${subject}`

/** Whether a is due before b. Alarms due at once run by kind, then subject, whatever order they were set in. */
function isBefore(a: Alarm, b: Alarm): boolean {
  if (a.at !== b.at) return a.at < b.at
  if (a.kind !== b.kind) return a.kind < b.kind
  return a.subject < b.subject
}

/**
 * The queue of what is due. At most one alarm stands for a kind and subject: setting it again moves it.
 * A binary heap orders them; entries that were moved or cancelled stay in the heap and are passed over.
 */
export class Alarms {
  #changes: { readonly key: string; readonly before: Alarm | undefined }[] = []
  #live = new Map<string, Alarm>()
  #heap: Alarm[] = []

  set(kind: string, subject: string, at: number): void {
    const key = keyOf(kind, subject)
    const before = this.#live.get(key)
    if (before?.at === at) return
    this.#changes.push({ key, before })
    this.#put(key, { kind, subject, at })
  }

  cancel(kind: string, subject: string): void {
    const key = keyOf(kind, subject)
    const before = this.#live.get(key)
    if (!before) return
    this.#changes.push({ key, before })
    this.#live.delete(key)
  }

  get(kind: string, subject: string): Alarm | undefined {
    return this.#live.get(keyOf(kind, subject))
  }

  get size(): number {
    return this.#live.size
  }

  /** The next alarm due, left in the queue. */
  peek(): Alarm | undefined {
    for (;;) {
      const top = this.#heap[0]
      if (!top || this.#live.get(keyOf(top.kind, top.subject)) === top) return top
      this.#popHeap()
    }
  }

  /** Takes out the alarm that `peek` answered. */
  take(alarm: Alarm): void {
    const key = keyOf(alarm.kind, alarm.subject)
    this.#changes.push({ key, before: alarm })
    this.#live.delete(key)
    this.#popHeap()
  }

  /** Ends a transaction: forgets how to undo it. Answers whether anything had changed. */
  commit(): boolean {
    const changed = this.#changes.length > 0
    this.#changes = []
    return changed
  }

  /** Ends a transaction by putting everything back. */
  rollback(): void {
    const changes = this.#changes
    this.#changes = []
    for (const { key, before } of changes.toReversed()) this.#put(key, before)
  }

  #put(key: string, alarm: Alarm | undefined): void {
    if (!alarm) {
      this.#live.delete(key)
      return
    }
    this.#live.set(key, alarm)
    this.#push(alarm)
    if (this.#heap.length > 64 && this.#heap.length > 4 * this.#live.size) this.load(this.#live.values())
  }

  /** The live alarms, in the order they are due. */
  all(): Alarm[] {
    return [...this.#live.values()].sort((a, b) => (isBefore(a, b) ? -1 : 1))
  }

  load(alarms: Iterable<Alarm>): void {
    const live = [...alarms].sort((a, b) => (isBefore(a, b) ? -1 : 1))
    this.#live = new Map(live.map((alarm) => [keyOf(alarm.kind, alarm.subject), alarm]))
    // A sorted array is a valid heap.
    this.#heap = live
  }

  #push(alarm: Alarm): void {
    const heap = this.#heap
    let at = heap.length
    heap.push(alarm)
    while (at > 0) {
      const parent = (at - 1) >> 1
      const above = heap[parent]
      if (!above || !isBefore(alarm, above)) break
      heap[at] = above
      at = parent
    }
    heap[at] = alarm
  }

  #popHeap(): void {
    const heap = this.#heap
    const last = heap.pop()
    if (!last || heap.length === 0) return
    let at = 0
    for (;;) {
      let child = 2 * at + 1
      let below = heap[child]
      const right = heap[child + 1]
      if (!below) break
      if (right && isBefore(right, below)) {
        child += 1
        below = right
      }
      if (!isBefore(below, last)) break
      heap[at] = below
      at = child
    }
    heap[at] = last
  }
}
