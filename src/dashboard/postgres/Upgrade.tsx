import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { call } from '#client/http.ts'
import { shown } from '#dashboard/app/shown.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { useAction } from '#dashboard/app/useAction.ts'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { sentence } from '#dashboard/shared/errors.ts'
import type { Overview } from '#platform/postgres/insight/contract.ts'
import { upgrades } from '#platform/postgres/service/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { useClock } from '#ui/clock.ts'
import { ConfirmDialog } from '#ui/ConfirmDialog.tsx'
import { NativeSelect } from '#ui/NativeSelect.tsx'
import { Progress } from '#ui/Progress.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Status } from '#ui/Status.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'
import { ofPostgres } from './queries.ts'
import { useDatabase } from './useDatabase.ts'
import { ESSENTIAL, typedAs } from './words.ts'

const majorOf = (version: string) => version.split('.')[0] ?? version

type Step = 'dryRun' | 'prepare' | 'run'

/** The steps to a newer version: try it on a copy, make it ready, run it. */
export function Upgrade() {
  const { database } = useDatabase()
  const { data, error, refetch } = useQuery(ofPostgres.overview(database))
  if (data) return <Steps data={data} />
  return (
    <Section id="version" title="Version">
      <Card>{error ? <Failure error={error} retry={refetch} /> : <Skeleton lines={2} />}</Card>
    </Section>
  )
}

function Steps({ data }: { data: Overview }) {
  const { database, app, whyNotOwn } = useDatabase()
  const { version, versions, upgrade, essential, leader } = data
  const [chosen, setChosen] = useState<string | null>(null)
  const [asking, setAsking] = useState(false)
  const to = versions.find((each) => each === chosen) ?? versions.at(-1)
  const args = { params: { database }, body: { version: majorOf(upgrade?.to ?? to ?? '') } }
  const act = useAction({ run: (step: Step) => call(upgrades[step], args), failed: 'The upgrade was not begun' })
  const run = useAction({
    run: () => call(upgrades.run, args),
    failed: 'The upgrade was not begun',
    quiet: true,
    done: () => setAsking(false),
  })
  const cancel = useAction({
    run: () => call(upgrades.cancel, { params: { database } }),
    failed: 'The upgrade was not cancelled',
  })
  const typed = (step: string, endpoint: (typeof upgrades)[Step]) =>
    typedAs(`pg:upgrade:${step} ${database} --version ${args.body.version} -a ${app} --confirm ${app}`, shown(endpoint, args))
  const newest = versions.length === 0 ? 'It runs the newest version' : null
  const busy = upgrade && `The ${upgrade.kind === 'upgrade' ? 'upgrade' : 'trial'} to ${upgrade.to} is under way`
  const atOnce = essential || leader !== null
  const unprepared = atOnce || upgrade?.stage === 'ready' ? null : upgrade ? 'Wait until it is ready' : 'Prepare it first'
  return (
    <Section
      id="version"
      title="Version"
      description={
        atOnce
          ? leader
            ? 'A follower is upgraded at once, and follows no longer then.'
            : 'Databases of the Essential tier are upgraded at once.'
          : 'Try an upgrade on a copy, prepare it, then run it, or leave it to the maintenance window.'
      }
      actions={
        <>
          {versions.length > 1 && !upgrade && (
            <NativeSelect aria-label="Version" className="w-28" value={to} onChange={(event) => setChosen(event.target.value)}>
              {versions.map((each) => (
                <option key={each}>{each}</option>
              ))}
            </NativeSelect>
          )}
          <ShowAs
            what="Upgrade"
            calls={[
              { title: 'Try it on a copy', ...typed('dryrun', upgrades.dryRun) },
              { title: 'Prepare it', ...typed('prepare', upgrades.prepare) },
              { title: 'Run it', ...typed('run', upgrades.run) },
            ]}
          />
          <Button
            reason={whyNotOwn ?? (essential ? ESSENTIAL : null) ?? busy ?? newest}
            pending={act.isPending && act.variables === 'dryRun'}
            onClick={() => act.mutate('dryRun')}
          >
            Try
          </Button>
          <Button
            reason={whyNotOwn ?? (atOnce ? 'It needs no preparation: run it' : null) ?? busy ?? newest}
            pending={act.isPending && act.variables === 'prepare'}
            onClick={() => act.mutate('prepare')}
          >
            Prepare
          </Button>
          <Button
            variant="primary"
            reason={whyNotOwn ?? (upgrade && upgrade.stage !== 'ready' ? busy : null) ?? newest ?? unprepared}
            onClick={() => setAsking(true)}
          >
            Upgrade
          </Button>
        </>
      }
    >
      <Card className="grid gap-3">
        <p>
          PostgreSQL {version}
          <span className="text-muted">{newest ? ', the newest there is.' : `; ${versions.join(', ')} can be had.`}</span>
        </p>
        {upgrade && (
          <Stage upgrade={upgrade}>
            {upgrade.stage !== 'running' && (
              <Button size="sm" reason={whyNotOwn} pending={cancel.isPending} onClick={() => cancel.mutate()}>
                Cancel {upgrade.kind === 'upgrade' ? 'upgrade' : 'trial'}
              </Button>
            )}
          </Stage>
        )}
      </Card>
      {asking && (
        <ConfirmDialog
          open
          onOpenChange={setAsking}
          title={`Upgrade to PostgreSQL ${upgrade?.to ?? to}?`}
          name={database}
          action="Upgrade"
          pending={run.isPending}
          error={run.error && sentence(run.error)}
          onConfirm={() => run.mutate()}
        >
          The database cannot be reached while it runs. There is no way back to {version}: take a backup first.
          {leader && ` It follows ${leader.name} no longer then.`}
        </ConfirmDialog>
      )}
    </Section>
  )
}

const words = {
  preparing: 'Being prepared',
  ready: 'Ready to run',
  running: 'Upgrading',
  'dry run': 'Being tried on a copy',
} as const

function Stage({ upgrade, children }: { upgrade: NonNullable<Overview['upgrade']>; children: ReactNode }) {
  const { stage, to, created_at: created, ready_at: ready, starts_at: starts, ends_at: ends } = upgrade
  const [from, until] = stage === 'preparing' ? [created, ready] : [starts, ends]
  const share = useClock((now) => Math.round((100 * (now - Date.parse(from))) / (Date.parse(until) - Date.parse(from))) / 100)
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Status tone={stage === 'ready' ? 'ok' : 'busy'}>
          PostgreSQL {to}: {words[stage]}
        </Status>
        {children}
      </div>
      {stage === 'ready' ? (
        <p className="text-muted">
          It runs by itself in the maintenance window, <TimeAgo time={starts} />.
        </p>
      ) : (
        <Progress label={words[stage]} value={share} />
      )}
    </div>
  )
}
