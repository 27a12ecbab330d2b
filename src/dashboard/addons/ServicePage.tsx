import { useParams, type ShouldRevalidateFunction } from 'react-router'
import { useData } from '#client/query.ts'
import { everyApp, everyState } from '#dashboard/apps/list/queries.ts'
import { Gone } from '#dashboard/shared/Gone.tsx'
import { paths } from '#dashboard/shared/paths.ts'
import { queryClient } from '#dashboard/shared/query-client.ts'
import { useSearch } from '#dashboard/shared/useSearch.ts'
import { Badge } from '#ui/Badge.tsx'
import { Breadcrumbs } from '#ui/Breadcrumbs.tsx'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { Code } from '#ui/Code.tsx'
import { KeyValue } from '#ui/KeyValue.tsx'
import { LinkButton } from '#ui/LinkButton.tsx'
import { PageHeader } from '#ui/PageHeader.tsx'
import { PlanTable } from './PlanTable.tsx'
import { Provision } from './Provision.tsx'
import { ofAddons } from './queries.ts'
import { ServiceMark } from './ServiceMark.tsx'
import { kinds, tierOf } from './words.ts'

export async function loader() {
  void queryClient.prefetchQuery(everyApp())
  void queryClient.prefetchQuery(everyState())
  await queryClient.ensureQueryData(ofAddons.listings())
  return null
}

/** Another plan or app asks for nothing new. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ currentUrl, nextUrl, defaultShouldRevalidate }) =>
  currentUrl.pathname !== nextUrl.pathname && defaultShouldRevalidate

/** A service: what it does, its plans side by side, and the way onto an app. The address holds the plan and the app. */
export function Component() {
  const { service } = useParams()
  const listing = useData(ofAddons.listings()).find(({ name }) => name === service)
  const [search, alter] = useSearch()
  if (!listing)
    return (
      <Gone title={`There is no service ${service}`} actions={<LinkButton to={paths.marketplace()}>All services</LinkButton>}>
        It may have had another name.
      </Gone>
    )
  const wanted = search.get('plan')
  const plan = listing.plans.find(({ name }) => name === wanted) ?? listing.plans[0]
  const change = (part: Readonly<Record<string, string>>) =>
    alter((next) => Object.entries(part).forEach(([key, value]) => next.set(key, value)))
  const tier = search.get('tier') ?? tierOf(plan?.name ?? '')
  const { human_name: title, about, category, state, official, shareable, several, config_vars: keys } = listing
  const prefix = listing.name in kinds ? undefined : listing.name.toUpperCase().replaceAll('-', '_')
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-7 pb-10">
      <title>{`${title} – Marketplace`}</title>
      <PageHeader
        title={title}
        above={
          <Breadcrumbs
            crumbs={[
              { label: 'Marketplace', to: paths.marketplace() },
              { label: title, to: paths.service(listing.name) },
            ]}
          />
        }
        beside={
          <>
            {official ? <Badge tone="accent">Heroku</Badge> : <Badge>Invented</Badge>}
            {state === 'beta' && <Badge>Beta</Badge>}
            {state === 'shutdown' && <Badge tone="warn">No longer offered</Badge>}
          </>
        }
        description={about}
      />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 xl:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid grid-cols-[minmax(0,1fr)] gap-7">
          <Section title="Plans" description="Billed by the second, from adding to destroying, whether or not a dyno runs.">
            <PlanTable
              listing={listing}
              tier={tier}
              onTier={(next) => change({ tier: next })}
              marked={plan?.name}
              mark="chosen"
              action={({ name, in_spaces: inSpaces }) => (
                <Button
                  size="sm"
                  aria-label={`Choose ${name}`}
                  aria-pressed={name === plan?.name}
                  reason={inSpaces && 'Only for apps in Private Spaces'}
                  onClick={() => change({ plan: name, tier: tierOf(name) })}
                >
                  Choose
                </Button>
              )}
            />
          </Section>
          <Section title="What it brings">
            <Card className="flex gap-4">
              <ServiceMark category={category} />
              <KeyValue
                rows={[
                  { name: 'Category', value: category },
                  {
                    name: 'Config vars',
                    value:
                      keys.length === 0 ? (
                        'none'
                      ) : (
                        <span className="flex flex-wrap gap-1">
                          {keys.map((key) => (
                            <Code key={key}>{`${prefix ?? '…'}_${key}`}</Code>
                          ))}
                        </span>
                      ),
                  },
                  { name: 'Several on one app', value: several ? 'yes' : 'no' },
                  { name: 'Shared between apps', value: shareable ? 'yes' : 'no' },
                  { name: 'Regions', value: 'Europe, United States' },
                ]}
              />
            </Card>
          </Section>
        </div>
        {plan && (
          <Provision key={listing.name} listing={listing} plan={plan} app={search.get('app')} onApp={(app) => change({ app })} />
        )}
      </div>
    </div>
  )
}
