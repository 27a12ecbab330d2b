import { useClock } from '#ui/clock.ts'
import { Duration } from '#ui/Duration.tsx'

/** How long a key has left, by the simulated clock. */
export function TimeLeft({ expires }: { expires: string | null }) {
  return expires === null ? 'never' : <Left at={Date.parse(expires)} />
}

function Left({ at }: { at: number }) {
  const ms = useClock((now) => Math.max(0, Math.ceil((at - now) / 1000) * 1000))
  return ms === 0 ? (
    'now'
  ) : (
    <>
      in <Duration ms={ms} />
    </>
  )
}
