import { useEffect, useState } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { timeOfLine, type Line } from './line.ts'
import type { LogState } from './useLog.ts'

export interface ChosenLine {
  /** The id that the address points at; null when it points at none. */
  readonly id: string | null
  /** The line itself, once it was read. */
  readonly line: Line | null
  /** It was looked for at its own time, and is not there. */
  readonly missing: boolean
  readonly choose: (id: string | null) => void
}

/** The line that the address points at. One that is not among those read is looked for at its own time, once. */
export function useChosenLine(
  lines: readonly Line[],
  state: LogState,
  at: string | null,
  lookAt: (time: number) => void,
): ChosenLine {
  const { hash, search } = useLocation()
  const navigate = useNavigate()
  const id = hash.startsWith('#') && timeOfLine(hash.slice(1)) !== null ? hash.slice(1) : null
  const [found, setFound] = useState<Line | null>(null)
  const line = id === null ? null : found?.id === id ? found : (lines.find((each) => each.id === id) ?? null)
  if (line !== found && line !== null) setFound(line)
  const read = state !== 'connecting' && state !== 'reconnecting'
  const absent = id !== null && line === null && read
  const time = id === null ? null : timeOfLine(id)
  const looked = at !== null && Date.parse(at) === time
  useEffect(() => {
    if (absent && !looked && time !== null) lookAt(time)
  }, [absent, looked, time, lookAt])
  const choose = (next: string | null) => {
    void navigate({ search, hash: next ?? '' }, { replace: true, preventScrollReset: true })
  }
  return { id, line, missing: absent && looked && state === 'ended', choose }
}
