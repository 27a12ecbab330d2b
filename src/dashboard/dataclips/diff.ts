export interface Line {
  readonly kind: 'same' | 'added' | 'removed'
  readonly text: string
}

/** Beyond, all lines of both are shown: comparing them would take too long. */
const MOST_PAIRS = 4_000_000

/** How a text became another one, line by line: the most lines that both have in common stay. */
export function diffLines(before: string, after: string): Line[] {
  const [old, next] = [before.split('\n'), after.split('\n')]
  const width = next.length + 1
  if (old.length * next.length > MOST_PAIRS)
    return [...old.map((text) => ({ kind: 'removed' as const, text })), ...next.map((text) => ({ kind: 'added' as const, text }))]
  /** How many lines the rests of both have in common, the old one from i and the next one from j. */
  const counts = new Uint32Array((old.length + 1) * width)
  const common = (i: number, j: number) => counts[i * width + j] ?? 0
  for (let i = old.length - 1; i >= 0; i -= 1)
    for (let j = next.length - 1; j >= 0; j -= 1)
      counts[i * width + j] = old[i] === next[j] ? common(i + 1, j + 1) + 1 : Math.max(common(i + 1, j), common(i, j + 1))
  const lines: Line[] = []
  let [i, j] = [0, 0]
  while (i < old.length || j < next.length) {
    const [was, is] = [old[i], next[j]]
    if (was !== undefined && was === is) {
      lines.push({ kind: 'same', text: was })
      i += 1
      j += 1
    } else if (is === undefined || (was !== undefined && common(i + 1, j) >= common(i, j + 1))) {
      lines.push({ kind: 'removed', text: was ?? '' })
      i += 1
    } else {
      lines.push({ kind: 'added', text: is })
      j += 1
    }
  }
  return lines
}
