import { useQuery } from '@tanstack/react-query'
import { EllipsisVertical, ExternalLink, RotateCw, ScrollText, Star, TrafficCone } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { call } from '#client/http.ts'
import { optimistically } from '#client/query.ts'
import { toggleFavorite } from '#dashboard/shared/favorite.ts'
import { healths } from '#dashboard/shared/health.ts'
import { LazyMenu } from '#dashboard/shared/lazy-overlay.tsx'
import { paths } from '#dashboard/shared/paths.ts'
import { apps, type App } from '#platform/apps/contract.ts'
import { dynos } from '#platform/dynos/contract.ts'
import { Badge } from '#ui/Badge.tsx'
import { Breadcrumbs } from '#ui/Breadcrumbs.tsx'
import { Button } from '#ui/Button.tsx'
import { IconButton } from '#ui/IconButton.tsx'
import { PageHeader } from '#ui/PageHeader.tsx'
import { Status } from '#ui/Status.tsx'
import { toast } from '#ui/toast.ts'
import { useAction } from './useAction.ts'
import { useApp, useAppState, useWhyNot } from './useApp.ts'
import { catalog, of } from './queries.ts'

const HeaderShowAs = lazy(async () => ({ default: (await import('./HeaderShowAs.tsx')).HeaderShowAs }))
const OpenApp = lazy(async () => ({ default: (await import('./OpenApp.tsx')).OpenApp }))

/** Where one is, how the app is doing, and what can be done from each of its pages. */
export function AppHeader() {
  const app = useApp()
  const state = useAppState()
  const [opening, setOpening] = useState(false)
  const { word, tone } = healths[state.health]
  const owner = app.team ? { label: app.team.name, context: app.team.name } : { label: 'Personal', context: 'personal' }
  return (
    <>
      <PageHeader
        above={
          <Breadcrumbs
            crumbs={[
              { label: 'Apps', to: paths.apps() },
              { label: owner.label, to: paths.apps(owner.context) },
              { label: app.name, to: paths.app(app.name) },
            ]}
          />
        }
        title={<span className="font-mono tracking-normal">{app.name}</span>}
        beside={
          <>
            <Favorite />
            <Status tone={tone} hint={state.summary}>
              {word}
            </Status>
            {state.release !== null && <Badge>v{state.release}</Badge>}
          </>
        }
        description={state.summary}
        actions={
          <>
            <Button icon={<ExternalLink size={14} />} onClick={() => setOpening(true)}>
              Open app
            </Button>
            <AppMenu />
            <Suspense fallback={<span className="size-7" />}>
              <HeaderShowAs />
            </Suspense>
          </>
        }
      />
      {opening && (
        <Suspense>
          <OpenApp app={app.name} onClose={() => setOpening(false)} />
        </Suspense>
      )}
    </>
  )
}

function Favorite() {
  const app = useApp()
  const favorite = useQuery(catalog.favorites()).data?.some(({ resource_id }) => resource_id === app.id) ?? false
  return (
    <IconButton
      size="sm"
      label={favorite ? 'Remove from favourites' : 'Add to favourites'}
      aria-pressed={favorite}
      icon={<Star size={16} className={favorite ? 'fill-warn text-warn' : undefined} />}
      onClick={() => toggleFavorite(app)}
    />
  )
}

function AppMenu() {
  const { name, maintenance } = useApp()
  const whyNot = useWhyNot()
  const restart = useAction({
    run: () => call(dynos.restartAll, { params: { app: name } }),
    failed: 'The dynos were not restarted',
    done: () => toast({ title: 'All dynos restart', link: { label: 'Watch them', to: paths.resources(name) } }),
  })
  const maintain = useAction({
    run: (on: boolean) => call(apps.update, { params: { app: name }, body: { maintenance: on } }),
    optimistic: (client, on) => optimistically(client, of.info(name), (app: App) => ({ ...app, maintenance: on })),
    failed: 'Maintenance mode was not switched',
  })
  return (
    <LazyMenu
      trigger={<IconButton variant="secondary" label="More actions" icon={<EllipsisVertical size={16} />} />}
      groups={[
        {
          items: [
            { label: 'View logs', icon: <ScrollText size={14} />, to: paths.logs(name) },
            {
              label: 'Restart all dynos',
              icon: <RotateCw size={14} />,
              onSelect: () => restart.mutate(),
              reason: whyNot('dyno.restart'),
            },
            {
              label: 'Maintenance mode',
              icon: <TrafficCone size={14} />,
              checked: maintenance,
              onSelect: () => maintain.mutate(!maintenance),
              reason: whyNot('app.maintenance'),
            },
          ],
        },
      ]}
    />
  )
}
