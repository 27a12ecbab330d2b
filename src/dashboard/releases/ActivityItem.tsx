import {
  BellRing,
  CirclePlay,
  Hammer,
  KeyRound,
  RotateCw,
  Rocket,
  Scaling,
  Settings2,
  TrafficCone,
  UserRound,
  type LucideIcon,
} from 'lucide-react'
import { paths } from '#dashboard/shared/paths.ts'
import type { Activity } from '#platform/control/contract.ts'
import { Badge } from '#ui/Badge.tsx'
import { Link } from '#ui/Link.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'

/** The kinds of activity: an icon, and the word that the filter has for it. */
export const activityKinds: Readonly<Record<Activity['kind'], { readonly icon: LucideIcon; readonly label: string }>> = {
  release: { icon: Rocket, label: 'Releases' },
  build: { icon: Hammer, label: 'Builds' },
  scale: { icon: Scaling, label: 'Scaling' },
  config: { icon: KeyRound, label: 'Config vars' },
  restart: { icon: RotateCw, label: 'Restarts' },
  run: { icon: CirclePlay, label: 'One-off dynos' },
  maintenance: { icon: TrafficCone, label: 'Maintenance' },
  access: { icon: UserRound, label: 'Access' },
  alert: { icon: BellRing, label: 'Alerts' },
  app: { icon: Settings2, label: 'Settings' },
}

/** One line of the feed: who did what, when, and where it led. */
export function ActivityItem({ app, activity }: { app: string; activity: Activity }) {
  const { kind, text, actor, at, version, build } = activity
  const { icon: Icon, label } = activityKinds[kind]
  return (
    <li className="flex items-start gap-3 px-4 py-2">
      <span data-hint={label} className="mt-px grid size-5 shrink-0 place-items-center text-muted">
        <Icon size={14} aria-label={label} />
      </span>
      <p className="min-w-0 flex-1">
        <span className="font-medium">{actor?.email ?? (kind === 'alert' ? '' : 'The platform')}</span> {text}
        {version !== null && <Badge className="ml-2 font-mono">v{version}</Badge>}
        {build !== null && (
          <Link to={paths.build(app, build)} className="ml-2 whitespace-nowrap">
            Build log
          </Link>
        )}
      </p>
      <TimeAgo time={at} className="shrink-0 text-xs text-muted" />
    </li>
  )
}
