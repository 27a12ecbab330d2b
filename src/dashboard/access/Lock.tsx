import { call } from '#client/http.ts'
import { optimistically } from '#client/query.ts'
import { of } from '#dashboard/app/queries.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { teams } from '#platform/teams/contract.ts'
import { Card, Section } from '#ui/Card.tsx'
import { Switch } from '#ui/Switch.tsx'
import type { Access } from './useAccess.ts'

/** Whether the members of the team get at the app by themselves. */
export function Lock({ access }: { access: Access }) {
  const { app, locked, whyNot } = access
  const params = { app: app.name }
  const set = useAction({
    run: (on: boolean) => call(teams.updateApp, { params, body: { locked: on } }),
    optimistic: (client, on) => optimistically(client, of.teamApp(app.name), (before) => ({ ...before, locked: on })),
    failed: 'The lock was not changed',
  })
  return (
    <Section title="Lock">
      <Card className="flex items-start justify-between gap-4">
        <Switch
          label="Lock the app"
          hint={`Members of ${app.team?.name ?? 'the team'} who were not added themselves lose access to it, and cannot join. Admins and viewers keep theirs.`}
          checked={locked}
          reason={whyNot('app.lock')}
          onChange={(event) => set.mutate(event.target.checked)}
        />
        <ShowAs
          what={locked ? 'Unlock the app' : 'Lock the app'}
          calls={[shown(teams.updateApp, { params, body: { locked: !locked } })]}
        />
      </Card>
    </Section>
  )
}
