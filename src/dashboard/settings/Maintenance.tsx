import { call } from '#client/http.ts'
import { optimistically } from '#client/query.ts'
import { of } from '#dashboard/app/queries.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { useApp, useWhyNot } from '#dashboard/app/useApp.ts'
import { apps, type App } from '#platform/apps/contract.ts'
import { Card, Section } from '#ui/Card.tsx'
import { Switch } from '#ui/Switch.tsx'

/** Keeps visitors out; takes effect at once, and needs no release. */
export function Maintenance() {
  const { name, maintenance } = useApp()
  const reason = useWhyNot()('app.maintenance')
  const set = useAction({
    run: (on: boolean) => call(apps.update, { params: { app: name }, body: { maintenance: on } }),
    optimistic: (client, on) => optimistically(client, of.info(name), (app: App) => ({ ...app, maintenance: on })),
    failed: 'Maintenance mode was not switched',
  })
  return (
    <Section title="Maintenance mode" id="maintenance" className="scroll-mt-4">
      <Card className="flex items-start justify-between gap-4 pr-2">
        <Switch
          label="Show visitors the maintenance page"
          hint="The router answers every request with 503 (H80). Dynos go on running."
          checked={maintenance}
          reason={reason}
          onChange={(event) => set.mutate(event.target.checked)}
        />
        <ShowAs
          what="Switch maintenance mode"
          calls={[shown(apps.update, { params: { app: name }, body: { maintenance: !maintenance } })]}
        />
      </Card>
    </Section>
  )
}
