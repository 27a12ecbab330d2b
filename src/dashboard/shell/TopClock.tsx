import { ClockTime, PauseButton, RateBadge } from '#dashboard/control/ClockCard.tsx'
import { useTime } from '#dashboard/control/useTime.ts'

/** The simulated clock where there is little room. */
export default function TopClock() {
  const { rate, pause } = useTime()
  return (
    <>
      <ClockTime className="font-mono text-xs text-muted" />
      <RateBadge rate={rate} />
      <PauseButton rate={rate} onPause={pause} />
    </>
  )
}
