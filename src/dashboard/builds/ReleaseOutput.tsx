import { use } from 'react'
import type { Release } from '#platform/releases/contract.ts'
import { ClockContext } from '#ui/clock.ts'
import { CodeBlock } from '#ui/CodeBlock.tsx'
import { useOutput } from './useOutput.ts'

/** What the release command printed. */
export function ReleaseOutput({ release }: { release: Release }) {
  const clock = use(ClockContext)
  const { lines, done, problem } = useOutput(release.output_stream_url, clock.now, release.status)
  const text = problem ?? (lines.length > 0 ? lines.join('\n') : done ? '(it printed nothing)' : '')
  return <CodeBlock code={text} label={`Output of the release command of v${release.version}`} wrap />
}
