import {
  BellRing,
  CirclePlay,
  Hammer,
  KeyRound,
  Puzzle,
  RotateCw,
  Rocket,
  Scaling,
  Settings2,
  TrafficCone,
  UserRound,
  UsersRound,
  type LucideIcon,
} from 'lucide-react'
import { paths } from '#dashboard/shared/paths.ts'
import { Link } from '#ui/Link.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'
import { clients } from './clients.ts'
import type { FeedEntry } from './entries.ts'

/** The kinds of activity: an icon, and the word that the filter has for it. */
export const kinds: Readonly<Record<FeedEntry['kind'], { readonly icon: LucideIcon; readonly label: string }>> = {
  release: { icon: Rocket, label: 'Releases' },
  build: { icon: Hammer, label: 'Builds' },
  scale: { icon: Scaling, label: 'Scaling' },
  config: { icon: KeyRound, label: 'Config vars' },
  restart: { icon: RotateCw, label: 'Restarts' },
  run: { icon: CirclePlay, label: 'One-off dynos' },
  maintenance: { icon: TrafficCone, label: 'Maintenance' },
  access: { icon: UserRound, label: 'Access' },
  alert: { icon: BellRing, label: 'Alerts' },
  addon: { icon: Puzzle, label: 'Add-ons' },
  app: { icon: Settings2, label: 'Settings' },
  team: { icon: UsersRound, label: 'Teams' },
}

/** Entries that begin with the dyno that something happened to. */
const aboutDyno = /^[\w-]+\.\d+ /

interface FeedItemProps {
  entry: FeedEntry
  /** The app or the team whose page it stands on: it need not be named. */
  app?: string | undefined
  team?: string | undefined
}

/** One line of a feed: who did what, with what, when, and where it led. */
export function FeedItem({ entry, app, team }: FeedItemProps) {
  const { kind, text, actor, at, client } = entry
  const { icon: Icon, label } = kinds[kind]
  const place = placeOf(entry, app)
  return (
    <li className="flex items-start gap-3 px-4 py-2">
      <span data-hint={label} className="mt-px grid size-5 shrink-0 place-items-center text-muted">
        <Icon size={14} aria-label={label} />
      </span>
      <p className="min-w-0 flex-1 wrap-anywhere">
        <span className="font-medium">{actor?.email ?? (kind === 'alert' || aboutDyno.test(text) ? '' : 'The platform')}</span>{' '}
        {text} {entry.app && <Named word="on" name={entry.app.name} to={paths.app(entry.app.name)} />}
        {entry.team && entry.team.name !== team && <Named word="in" name={entry.team.name} to={paths.team(entry.team.name)} />}
        {place && (
          <Link to={place.to} className="ml-1 text-xs whitespace-nowrap">
            {place.word}
          </Link>
        )}
      </p>
      <p className="shrink-0 text-right text-xs text-muted">
        {client !== null && <span className="max-sm:block sm:mr-3">{clients[client]}</span>}
        <TimeAgo time={at} />
      </p>
    </li>
  )
}

function Named({ word, name, to }: { word: string; name: string; to: string }) {
  return (
    <>
      <span className="text-muted">{word}</span>{' '}
      <Link to={to} look="quiet">
        {name}
      </Link>{' '}
    </>
  )
}

interface Place {
  readonly to: string
  readonly word: string
}

/** Where it can be seen what came of it, and the word for that. */
function placeOf(entry: FeedEntry, here?: string): Place | null {
  const { team, about, pipeline } = entry
  const app = here ?? entry.app?.name
  if (app !== undefined) return placeIn(app, entry)
  if (pipeline) return { to: paths.pipeline(pipeline.name), word: pipeline.name }
  if (!team) return null
  if (about === 'people') return { to: paths.team(team.name, 'people'), word: 'People' }
  return about === 'settings'
    ? { to: paths.team(team.name, 'settings'), word: 'Settings' }
    : { to: paths.team(team.name), word: 'Apps' }
}

function placeIn(app: string, { kind, text, version, build }: FeedEntry): Place {
  if (build !== null && kind === 'build') return { to: paths.build(app, build), word: 'Build log' }
  if (version !== null) return { to: paths.release(app, `v${version}`), word: `v${version}` }
  if (kind === 'app' && text.startsWith('created')) return { to: paths.app(app), word: 'Overview' }
  return {
    release: { to: paths.deploy(app), word: 'Releases' },
    build: { to: paths.deploy(app), word: 'Builds' },
    scale: { to: paths.resources(app), word: 'Dynos' },
    config: { to: `${paths.settings(app)}#config`, word: 'Config vars' },
    restart: { to: paths.resources(app), word: 'Dynos' },
    run: { to: paths.logs(app), word: 'Logs' },
    maintenance: { to: `${paths.settings(app)}#maintenance`, word: 'Maintenance' },
    access: { to: paths.access(app), word: 'Access' },
    alert: { to: paths.metrics(app), word: 'Metrics' },
    addon: { to: `${paths.resources(app)}#addons`, word: 'Add-ons' },
    app: { to: paths.settings(app), word: 'Settings' },
    team: { to: paths.app(app), word: 'Overview' },
  }[kind]
}
