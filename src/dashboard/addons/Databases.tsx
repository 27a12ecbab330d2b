import { useQuery } from '@tanstack/react-query'
import { Database, Plus } from 'lucide-react'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { paths } from '#dashboard/shared/paths.ts'
import { SearchField } from '#dashboard/shared/SearchField.tsx'
import { queryClient } from '#dashboard/shared/query-client.ts'
import { useSearch } from '#dashboard/shared/useSearch.ts'
import type { Addon } from '#platform/addons/contract.ts'
import { Badge } from '#ui/Badge.tsx'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { Link } from '#ui/Link.tsx'
import { LinkButton } from '#ui/LinkButton.tsx'
import { NativeSelect } from '#ui/NativeSelect.tsx'
import { PageHeader } from '#ui/PageHeader.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Status } from '#ui/Status.tsx'
import { Table, Td, Th, Tr } from '#ui/Table.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'
import { useMore } from '#ui/useMore.tsx'
import { ofAddons } from './queries.ts'
import { kindNames, kinds, planOf, priceWords, states, type Kind } from './words.ts'

export function loader() {
  void queryClient.prefetchQuery(ofAddons.all())
  void queryClient.prefetchQuery(ofAddons.links())
  return null
}

const kindOf = ({ addon_service: { name } }: Addon): Kind | undefined => kindNames.find((kind) => kind === name)

/** The databases of all apps. The address holds the search, the kind, the plan and the state. */
export function Component() {
  const { data, error, refetch } = useQuery(ofAddons.all())
  const { data: links = [] } = useQuery(ofAddons.links())
  const [search, alter, change] = useSearch()
  const all = (data ?? []).filter(kindOf).toSorted((a, b) => (a.name < b.name ? -1 : 1))
  const [q, kind, plan, state] = ['q', 'kind', 'plan', 'state'].map((key) => search.get(key) ?? '')
  const linksOf = (addon: Addon) => links.filter((link) => link.addon.id === addon.id)
  const shown = all.filter(
    (addon) =>
      (!kind || addon.addon_service.name === kind) &&
      (!plan || planOf(addon) === plan) &&
      (!state || addon.state === state) &&
      (!q ||
        [addon.name, addon.app.name, ...linksOf(addon).map(({ app }) => app.name)].some((text) =>
          text.includes(q.toLowerCase()),
        )),
  )
  const [first, more] = useMore(shown)
  const choice = (key: string, label: string, value: string | undefined, options: readonly (readonly [string, string])[]) => (
    <NativeSelect
      aria-label={label}
      value={value}
      className="min-w-32 flex-1 sm:flex-none"
      onChange={(event) => change(key, event.target.value)}
    >
      <option value="">{label}</option>
      {options.map(([option, word]) => (
        <option key={option} value={option}>
          {word}
        </option>
      ))}
    </NativeSelect>
  )
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 pb-10">
      <title>Databases – Dynorama</title>
      <PageHeader
        title="Databases"
        beside={
          data && (
            <span role="status" className="text-muted tabular-nums">
              {shown.length === all.length ? all.length : `${shown.length} of ${all.length}`}
              <span className="sr-only"> databases</span>
            </span>
          )
        }
        actions={
          <LinkButton variant="primary" to={paths.marketplace('Data Stores')} icon={<Plus size={15} />}>
            Add a database
          </LinkButton>
        }
      />
      <div className="flex flex-wrap gap-2">
        <SearchField
          label="Search databases and apps"
          q={q ?? ''}
          onChange={(text) => change('q', text)}
          className="w-full sm:w-72"
        />
        {choice(
          'kind',
          'All kinds',
          kind,
          kindNames.map((name) => [name, kinds[name]] as const),
        )}
        {choice(
          'plan',
          'All plans',
          plan,
          [...new Set(all.map(planOf))].sort().map((name) => [name, name] as const),
        )}
        {choice('state', 'All states', state, [
          ['provisioned', states.provisioned.word],
          ['provisioning', states.provisioning.word],
        ])}
      </div>
      <Card flush>
        {error && <Failure error={error} retry={refetch} />}
        {!data && !error && <Skeleton lines={8} className="p-4" />}
        {data && shown.length === 0 && (
          <EmptyState
            title={all.length === 0 ? 'No databases yet' : 'No database is like that'}
            icon={<Database size={18} />}
            actions={
              all.length === 0 ? (
                <LinkButton to={paths.marketplace('Data Stores')}>Choose one</LinkButton>
              ) : (
                <Button onClick={() => alter((next) => ['q', 'kind', 'plan', 'state'].forEach((key) => next.delete(key)))}>
                  Show all databases
                </Button>
              )
            }
          >
            {all.length === 0 && 'Those of all apps whose add-ons you may see stand here.'}
          </EmptyState>
        )}
        {shown.length > 0 && (
          <Table label="Databases">
            <thead>
              <tr>
                <Th>Name</Th>
                <Th className="max-sm:hidden">Kind</Th>
                <Th className="max-sm:hidden">Plan</Th>
                <Th>State</Th>
                <Th className="max-xl:hidden">Used by</Th>
                <Th numeric className="max-sm:hidden">
                  Price
                </Th>
                <Th className="max-xl:hidden">Added</Th>
              </tr>
            </thead>
            <tbody>
              {first.map((addon) => (
                <Row key={addon.id} addon={addon} apps={[...new Set(linksOf(addon).map(({ app }) => app.name))]} />
              ))}
            </tbody>
          </Table>
        )}
        {more}
      </Card>
    </div>
  )
}

function Row({ addon, apps }: { addon: Addon; apps: readonly string[] }) {
  const kind = kindOf(addon)
  const { tone, word } = states[addon.state]
  const usedBy = apps.length === 0 ? `none (of ${addon.app.name})` : apps.join(', ')
  return (
    <Tr>
      <Td className="max-xl:w-full max-xl:max-w-0 sm:max-xl:min-w-52">
        <Link to={paths.addon(addon.name)} look="quiet" className="stretched sm:whitespace-nowrap">
          {addon.name}
        </Link>
        <p className="truncate text-xs text-muted xl:hidden">
          <span className="sm:hidden">{planOf(addon)}, </span>
          {usedBy}
        </p>
      </Td>
      <Td className="whitespace-nowrap max-sm:hidden">{kind && kinds[kind]}</Td>
      <Td className="max-sm:hidden">
        <Badge>{planOf(addon)}</Badge>
      </Td>
      <Td className="whitespace-nowrap">
        <Status tone={tone}>{word}</Status>
      </Td>
      <Td className="text-muted max-xl:hidden">{usedBy}</Td>
      <Td numeric className="max-sm:hidden">
        {priceWords(addon.billed_price?.cents ?? 0)}
      </Td>
      <Td className="whitespace-nowrap text-muted max-xl:hidden">
        <TimeAgo time={addon.created_at} />
      </Td>
    </Tr>
  )
}
