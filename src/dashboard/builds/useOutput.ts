import { useEffect, useState } from 'react'
import { readText } from '#client/streams.ts'

export interface Output {
  readonly lines: readonly string[]
  /** When each line was seen, ms on the clock given; null for what had been printed before it was looked at. */
  readonly seen: readonly (number | null)[]
  readonly done: boolean
  readonly problem: string | null
}

const none: Output = { lines: [], seen: [], done: false, problem: null }

/**
 * The output of a build or a release phase, whole, however late one looks. When the stream breaks off it is read again from the
 * start; `attempt` has it read again too.
 */
export function useOutput(url: string | null, now: () => number, attempt: string | number = 0): Output {
  const key = `${attempt} ${url}`
  const [state, setState] = useState({ key, output: none })
  useEffect(() => {
    if (url === null) return
    const stop = new AbortController()
    void follow(url, now, stop.signal, (output) => setState({ key, output }))
    return () => stop.abort()
  }, [url, now, key])
  return state.key === key ? state.output : none
}

async function follow(url: string, now: () => number, signal: AbortSignal, set: (output: Output) => void): Promise<void> {
  for (let wait = 300; wait < 5000 && !signal.aborted; wait *= 2) {
    try {
      return await read(url, now, signal, set)
    } catch (error) {
      if (signal.aborted) return
      if (wait > 2000) set({ ...none, done: true, problem: error instanceof Error ? error.message : 'The output broke off.' })
      await new Promise((resolve) => setTimeout(resolve, wait))
    }
  }
}

async function read(url: string, now: () => number, signal: AbortSignal, set: (output: Output) => void): Promise<void> {
  let lines: string[] = []
  let seen: (number | null)[] = []
  let rest = ''
  let first = true
  for await (const text of readText(url, { signal })) {
    const fresh = (rest + text).split('\n')
    rest = fresh.pop() ?? ''
    // Of what comes first nobody knows when it was printed, unless it is the beginning only.
    const at = first && fresh.length > 3 ? null : now()
    first = false
    lines = [...lines, ...fresh]
    seen = [...seen, ...fresh.map(() => at)]
    set({ lines, seen, done: false, problem: null })
  }
  if (signal.aborted) return
  if (rest !== '') lines = [...lines, rest]
  set({ lines, seen, done: true, problem: null })
}
