import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, type ComponentType } from 'react'
import { paths } from '#dashboard/shared/paths.ts'
import { Card, Section } from '#ui/Card.tsx'
import { Code } from '#ui/Code.tsx'
import { CopyButton } from '#ui/CopyButton.tsx'
import { KeyValue } from '#ui/KeyValue.tsx'
import { Link } from '#ui/Link.tsx'
import { Progress } from '#ui/Progress.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'
import { AddonEnd } from './AddonEnd.tsx'
import { LinkList } from './LinkList.tsx'
import { ofAddons } from './queries.ts'
import { useAddon, useListing } from './useAddon.ts'
import { planOf, priceWords } from './words.ts'

/** What the kinds of service that have more to show begin their page with. */
const begins: Readonly<Record<string, ComponentType>> = {
  'heroku-postgresql': lazy(async () => ({ default: (await import('#dashboard/postgres/parts.ts')).DatabaseOverview })),
}

/** What an add-on is, what it may hold, and which apps use it. */
export function Overview() {
  const addon = useAddon()
  const listing = useListing(addon)
  const plan = listing?.plans.find(({ name }) => name === planOf(addon))
  const { data: links } = useQuery(ofAddons.linksOf(addon.name))
  const Begin = begins[addon.addon_service.name]
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
      {addon.state === 'provisioning' && (
        <Card className="grid gap-2">
          <p className="font-medium">{addon.name} is being provisioned.</p>
          <Progress label="Provisioning" />
          <p className="text-muted">
            {addon.provision_message} Its config vars are set then, in a release of each app that uses it.
          </p>
        </Card>
      )}
      {Begin && (
        <Suspense fallback={<Skeleton height={480} />}>
          <Begin />
        </Suspense>
      )}
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 lg:grid-cols-2">
        <Section title="About">
          <Card>
            <KeyValue
              rows={[
                { name: 'Service', value: <Link to={paths.service(addon.addon_service.name)}>{addon.addon_service.name}</Link> },
                {
                  name: 'Plan',
                  value: (
                    <>
                      {planOf(addon)} <span className="text-muted">{priceWords(addon.billed_price?.cents ?? 0)}</span>{' '}
                      <Link to={paths.addon(addon.name, 'plan')} className="ml-1 text-xs">
                        Change
                      </Link>
                    </>
                  ),
                },
                { name: 'Billed to', value: `${addon.billing_entity.name} (${addon.billing_entity.type})` },
                { name: 'Added', value: <TimeAgo time={addon.created_at} /> },
                {
                  name: 'Id',
                  value: (
                    <span className="flex items-center gap-1">
                      <code className="truncate font-mono text-xs">{addon.id}</code>
                      <CopyButton text={addon.id} label="Copy id" />
                    </span>
                  ),
                },
                {
                  name: 'Config vars',
                  value:
                    addon.config_vars.length === 0 ? (
                      <span className="text-muted">none on {addon.app.name}</span>
                    ) : (
                      <span className="flex flex-wrap gap-1">
                        {addon.config_vars.map((key) => (
                          <Code key={key}>{key}</Code>
                        ))}
                      </span>
                    ),
                },
              ]}
            />
          </Card>
        </Section>
        <Section title="What the plan holds">
          <Card>
            {listing && plan ? (
              <KeyValue rows={listing.headings.map((name, index) => ({ name, value: plan.values[index] }))} />
            ) : (
              <Skeleton lines={5} />
            )}
          </Card>
        </Section>
      </div>
      <Section title="Used by" actions={<Link to={paths.addon(addon.name, 'attachments')}>Attachments</Link>}>
        <Card flush>{links ? <LinkList links={links} /> : <Skeleton lines={2} className="p-4" />}</Card>
      </Section>
      <AddonEnd addon={addon} />
    </div>
  )
}
