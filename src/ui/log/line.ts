import type { Tone } from '#ui/tone.ts'
import { stripAnsi } from './ansi.ts'

export interface LogLine {
  /** Unique and stable: links point at it. */
  id: string
  /** ms since 1970 */
  time: number
  /** Who wrote it; stands in a column of its own. */
  source: string
  /** May contain ANSI colours. */
  text: string
  /** Marks warnings and errors at the edge. */
  tone?: Tone
}

/** A line as it is copied or downloaded: time, source and words, without colours. */
export function lineText(line: LogLine): string {
  return `${new Date(line.time).toISOString()} ${line.source}: ${stripAnsi(line.text)}`
}
