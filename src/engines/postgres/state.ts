// What a database holds has a name: 'empty', 'sample shop <id>' for tables that can be made again from that, or
// 'kept <timeline> <position>' for what somebody has written. A timeline is one run of PostgreSQL, or several that went on where the
// last one ended, and its log says how far it had come when. So each statement that wrote something has given what there is then a
// name, which costs nothing; a backup is a name; and where the world is turned back, it only says another one.

/** A state as a place in a timeline. What is made and not written is a timeline of its own. */
export interface Place {
  readonly timeline: string
  /** In bytes of the log. */
  readonly position: number
}

const KEPT = /^kept (\w+) (\d+)$/

export function placeOf(name: string): Place {
  const [, timeline = name, position = 0] = KEPT.exec(name) ?? []
  return { timeline, position: Number(position) }
}

export const nameOf = ({ timeline, position }: Place): string => `kept ${timeline} ${position}`

/** Whether it is somebody's, and cannot be made again. */
export const isWritten = (name: string): boolean => KEPT.test(name)

/** The name of a timeline that nobody has seen yet. */
export const newTimeline = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')

/** Which tables a state begins with, and what their rows depend on; null when it is not made but kept. */
export function recipeOf(name: string): { readonly sample: string; readonly seed: string } | null {
  const [kind, sample = '', seed = ''] = name.split(' ')
  if (kind === 'sample') return { sample, seed }
  return kind === 'kept' ? null : { sample: '', seed: '' }
}
