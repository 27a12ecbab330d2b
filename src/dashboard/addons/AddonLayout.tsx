import { useQuery } from '@tanstack/react-query'
import { ExternalLink } from 'lucide-react'
import { Outlet, useMatches, useParams, useSearchParams, type LoaderFunctionArgs } from 'react-router'
import { ApiFailure } from '#client/http.ts'
import { everyApp, everyState } from '#dashboard/apps/list/queries.ts'
import { readable } from '#dashboard/redis/bytes.ts'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { Gone } from '#dashboard/shared/Gone.tsx'
import { paths } from '#dashboard/shared/paths.ts'
import { queryClient } from '#dashboard/shared/query-client.ts'
import type { Addon } from '#platform/addons/contract.ts'
import { Badge } from '#ui/Badge.tsx'
import { Breadcrumbs } from '#ui/Breadcrumbs.tsx'
import { Card } from '#ui/Card.tsx'
import { Link } from '#ui/Link.tsx'
import { LinkButton } from '#ui/LinkButton.tsx'
import { NavTabs } from '#ui/NavTabs.tsx'
import { PageHeader } from '#ui/PageHeader.tsx'
import { Status } from '#ui/Status.tsx'
import { ofAddons } from './queries.ts'
import { addonTabs } from './tabs.ts'
import { useAddonName, useListing } from './useAddon.ts'
import { planOf, states } from './words.ts'

export async function loader({ params }: LoaderFunctionArgs) {
  const addon = params['addon'] ?? ''
  void queryClient.prefetchQuery(everyApp())
  void queryClient.prefetchQuery(everyState())
  // One that there is not is no fault: the page says so.
  await Promise.all([queryClient.prefetchQuery(ofAddons.one(addon)), queryClient.prefetchQuery(ofAddons.listings())])
  return null
}

/** The frame of an add-on's pages. */
export function Component() {
  const name = useAddonName()
  const { data: addon, error, refetch } = useQuery(ofAddons.one(name))
  const listing = useListing(addon ?? { addon_service: { id: '', name: '' } })
  const title = useTitle(addon)
  if (error instanceof ApiFailure && error.status === 404)
    return (
      <Gone
        title={`There is no add-on ${name}`}
        actions={
          <>
            <LinkButton to={paths.databases()}>Databases</LinkButton>
            <LinkButton to={paths.marketplace()}>Marketplace</LinkButton>
          </>
        }
      >
        It may have been destroyed or renamed, or the clock was turned back to before it.
      </Gone>
    )
  if (!addon)
    return (
      <>
        <title>{`${name} – Dynorama`}</title>
        <h1 tabIndex={-1} className="sr-only">
          {name}
        </h1>
        <Card>
          <Failure
            error={error ?? new Error('The add-on could not be loaded.')}
            retry={refetch}
            actions={<LinkButton to={paths.databases()}>Databases</LinkButton>}
          />
        </Card>
      </>
    )
  const { tone, word } = states[addon.state]
  return (
    <div className="min-w-0 pb-10">
      <title>{title}</title>
      <PageHeader
        title={addon.name}
        above={
          <Breadcrumbs
            crumbs={[
              { label: addon.app.name, to: paths.app(addon.app.name) },
              { label: 'Resources', to: `${paths.resources(addon.app.name)}#addons` },
              { label: addon.name, to: paths.addon(addon.name) },
            ]}
          />
        }
        beside={
          <>
            <Status tone={tone}>{word}</Status>
            <Badge>{planOf(addon)}</Badge>
          </>
        }
        description={
          <>
            <Link to={paths.service(addon.addon_service.name)}>{listing?.human_name ?? addon.addon_service.name}</Link>, billed to{' '}
            <Link to={paths.app(addon.app.name)}>{addon.app.name}</Link>
          </>
        }
        actions={
          <LinkButton to={paths.addon(addon.name, 'open')} icon={<ExternalLink size={14} />}>
            Open
          </LinkButton>
        }
      />
      <NavTabs
        label="Add-on"
        className="mt-3 mb-6"
        tabs={addonTabs
          .filter(({ service }) => service === undefined || service === addon.addon_service.name)
          .map(({ label, part }) => ({ label, to: paths.addon(addon.name, part), end: part === '' }))}
      />
      <Outlet />
    </div>
  )
}

/** "● provisioning – redis-1" while it is; else the page, or what it is about: "Backups – redis-1", "orders.placed – kafka-1". */
function useTitle(addon: Addon | undefined): string {
  const { topic, group } = useParams()
  const [search] = useSearchParams()
  const key = search.get('key')
  const handle = useMatches().at(-1)?.handle
  if (!addon) return ''
  const page = typeof handle === 'object' && handle !== null && 'title' in handle ? String(handle.title) : 'Overview'
  const about = topic ?? group ?? (key === null ? page : readable(key))
  return `${addon.state === 'provisioning' ? '● provisioning' : about} – ${addon.name}`
}
