import { useQuery } from '@tanstack/react-query'
import { call } from '#client/http.ts'
import { optimistically } from '#client/query.ts'
import { of } from '#dashboard/app/queries.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { useApp, useWhyNot } from '#dashboard/app/useApp.ts'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { apps } from '#platform/apps/contract.ts'
import { Card, Section } from '#ui/Card.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Switch } from '#ui/Switch.tsx'

/** What the platform can do for an app besides; each takes effect with the next restart. */
export function Features() {
  const { name } = useApp()
  const reason = useWhyNot()('app.features')
  const { data, error, refetch } = useQuery(of.features(name))
  const set = useAction({
    run: ({ feature, enabled }: { feature: string; enabled: boolean }) =>
      call(apps.setFeature, { params: { app: name, feature }, body: { enabled } }),
    optimistic: (client, { feature, enabled }) =>
      optimistically(client, of.features(name), (all: NonNullable<typeof data>) =>
        all.map((each) => (each.name === feature ? { ...each, enabled } : each)),
      ),
    failed: 'The feature was not switched',
  })
  return (
    <Section title="Features">
      <Card flush>
        {error && <Failure error={error} retry={refetch} />}
        {!data && !error && <Skeleton lines={4} className="p-4" />}
        <ul className="divide-y divide-line">
          {data?.map((feature) => (
            <li key={feature.id} className="flex items-start justify-between gap-4 py-3 pr-2 pl-4">
              <Switch
                label={feature.display_name}
                hint={feature.description}
                checked={feature.enabled}
                reason={reason}
                onChange={(event) => set.mutate({ feature: feature.name, enabled: event.target.checked })}
              />
              <ShowAs
                what={`Switch ${feature.display_name.toLowerCase()}`}
                calls={[
                  shown(apps.setFeature, { params: { app: name, feature: feature.name }, body: { enabled: !feature.enabled } }),
                ]}
              />
            </li>
          ))}
        </ul>
      </Card>
    </Section>
  )
}
