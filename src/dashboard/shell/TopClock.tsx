import { Bell } from 'lucide-react'
import { Link } from 'react-router'
import { ClockTime, PauseButton, RateBadge } from '#dashboard/control/ClockCard.tsx'
import { useTime } from '#dashboard/control/useTime.ts'
import { UnreadCount } from '#dashboard/notifications/UnreadCount.tsx'
import { paths } from '#dashboard/shared/paths.ts'

/** The simulated clock and the news, where there is little room. */
export default function TopClock() {
  const { rate, pause } = useTime()
  return (
    <>
      <ClockTime className="font-mono text-xs text-muted" />
      <RateBadge rate={rate} />
      <PauseButton rate={rate} onPause={pause} />
      <Link
        to={paths.notifications()}
        aria-label="Notifications"
        className="relative grid size-8 place-items-center rounded-md text-muted hover:bg-hover hover:text-ink coarse:size-11"
      >
        <Bell size={16} aria-hidden />
        <UnreadCount dot />
      </Link>
    </>
  )
}
