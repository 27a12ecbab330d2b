import { clsx } from 'clsx'
import type { Dyno, DynoState } from '#platform/dynos/contract.ts'
import { dynoStates } from './dyno-state.ts'

const looks: Readonly<Record<DynoState, string>> = {
  up: 'bg-ok',
  starting: 'border-2 border-busy bg-busy-soft motion-safe:animate-shimmer',
  idle: 'border border-idle bg-surface',
  crashed: 'bg-error [clip-path:polygon(30%_0,70%_0,100%_30%,100%_70%,70%_100%,30%_100%,0_70%,0_30%)]',
  down: 'border border-dashed border-idle',
}

/** The dynos of a process type as small squares; a hundred of them still fit. Said in words for those who do not see them. */
export function DynoSquares({ dynos, wanted }: { dynos: readonly Dyno[]; wanted: number }) {
  const missing = Math.max(0, wanted - dynos.length)
  const counts = Map.groupBy(dynos, ({ state }) => state)
  const words = [...counts].map(([state, all]) => `${all.length} ${dynoStates[state].word.toLowerCase()}`)
  if (missing > 0) words.push(`${missing} to come`)
  return (
    <span className="flex flex-wrap gap-1" role="img" aria-label={words.join(', ') || 'No dynos'}>
      {dynos.map(({ id, name, state }) => (
        <span
          key={id}
          data-hint={`${name}: ${dynoStates[state].word.toLowerCase()}`}
          className={clsx('size-3 rounded-xs', looks[state])}
        />
      ))}
      {Array.from({ length: missing }, (_, index) => (
        <span key={index} className={clsx('size-3 rounded-xs', looks.down)} />
      ))}
    </span>
  )
}
