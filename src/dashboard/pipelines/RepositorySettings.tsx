import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '#client/http.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { githubOf } from '#dashboard/github/queries.ts'
import { repositories } from '#platform/pulls/contract.ts'
import { reviews, STALE_DAYS } from '#platform/reviews/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { Combobox } from '#ui/Combobox.tsx'
import { Field } from '#ui/Field.tsx'
import { NativeSelect } from '#ui/NativeSelect.tsx'
import { Switch } from '#ui/Switch.tsx'
import { useBoard } from './usePipeline.ts'

/** The repository of a pipeline, and whether tests run for what is pushed to it. */
export function RepositorySettings() {
  const { board } = useBoard()
  return (
    <Section
      title="GitHub"
      description="Its pull requests, and the commits of its default branch, come to this pipeline. GitHub is simulated too."
    >
      <Card>{board.repository === null ? <Connect /> : <Connected name={board.repository} />}</Card>
    </Section>
  )
}

function Connect() {
  const { board, whyNot } = useBoard()
  const { data = [] } = useQuery(githubOf.repositories())
  const [repo, setRepo] = useState<string | null>(null)
  const args = { params: { pipeline: board.pipeline.id }, body: { repository: repo ?? '' } }
  const connect = useAction({ run: () => call(repositories.connect, args), failed: 'The repository was not connected' })
  const reason = whyNot('pipeline.edit')
  return (
    <div className="flex flex-wrap items-end gap-2">
      <Field label="Repository" className="min-w-60 flex-1 sm:max-w-sm">
        <Combobox
          options={data.map(({ full_name: name, description }) => ({ value: name, label: name, description }))}
          value={repo}
          onChange={setRepo}
        />
      </Field>
      <span className="flex gap-1">
        <ShowAs
          what="Connect a repository"
          calls={[
            {
              ...shown(repositories.connect, args),
              cli: `heroku pipelines:connect ${board.pipeline.name} -r ${repo ?? 'OWNER/NAME'}`,
            },
          ]}
        />
        <Button
          variant="primary"
          reason={reason ?? (repo === null && 'Choose a repository first')}
          pending={connect.isPending}
          onClick={() => connect.mutate()}
        >
          Connect
        </Button>
      </span>
    </div>
  )
}

function Connected({ name }: { name: string }) {
  const { board, whyNot } = useBoard()
  const params = { pipeline: board.pipeline.id }
  const reason = whyNot('pipeline.edit')
  const change = useAction({
    run: (ci: boolean) => call(repositories.update, { params, body: { ci } }),
    failed: 'Tests were not switched',
  })
  const disconnect = useAction({
    run: () => call(repositories.disconnect, { params }),
    failed: 'The repository was not disconnected',
  })
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <p className="font-medium break-all">{name}</p>
        <span className="flex gap-1">
          <ShowAs what="Disconnect the repository" calls={[shown(repositories.disconnect, { params })]} />
          <Button reason={reason} pending={disconnect.isPending} onClick={() => disconnect.mutate()}>
            Disconnect
          </Button>
        </span>
      </div>
      <div className="flex flex-wrap items-start justify-between gap-2">
        <Switch
          label="Run tests for each push"
          hint="To the default branch and to pull requests. Automatic deploys that wait for checks wait for these tests too."
          checked={board.ci}
          reason={reason}
          pending={change.isPending}
          onChange={(event) => change.mutate(event.target.checked)}
        />
        <ShowAs what="Run tests for each push" calls={[shown(repositories.update, { params, body: { ci: !board.ci } })]} />
      </div>
    </div>
  )
}

type Change = NonNullable<Parameters<typeof call<typeof reviews.configure>>[1]>['body']

/** Whether pull requests get apps to look at, when, and for how long. */
export function ReviewSettings() {
  const { board, whyNot } = useBoard()
  const params = { pipeline: board.pipeline.id }
  const forbidden = whyNot('pipeline.edit')
  const enable = useAction({
    run: () => call(reviews.enable, { params, body: { repo: board.repository ?? '' } }),
    failed: 'Review apps were not enabled',
  })
  const disable = useAction({ run: () => call(reviews.disable, { params }), failed: 'Review apps were not disabled' })
  const change = useAction({
    run: (body: Change) => call(reviews.configure, { params, body }),
    failed: 'Review apps were not changed',
  })
  const settings = board.reviews
  const reason = forbidden ?? (board.repository === null ? 'Connect a repository first' : null)
  const cli = `heroku reviewapps:${settings ? 'disable' : 'enable'} -p ${board.pipeline.name}`
  return (
    <Section
      title="Review apps"
      description="An app for each pull request, made as its app.json says. It costs what an app costs, and goes with its pull request."
    >
      <Card className="grid gap-4">
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
          <p>{settings ? 'Enabled' : 'Not enabled'}</p>
          <span className="flex gap-1">
            <ShowAs
              what={settings ? 'Disable review apps' : 'Enable review apps'}
              calls={[
                settings
                  ? { ...shown(reviews.disable, { params }), cli }
                  : { ...shown(reviews.enable, { params, body: { repo: board.repository ?? 'OWNER/NAME' } }), cli },
              ]}
            />
            {settings ? (
              <Button reason={forbidden} pending={disable.isPending} onClick={() => disable.mutate()}>
                Disable review apps
              </Button>
            ) : (
              <Button variant="primary" reason={reason} pending={enable.isPending} onClick={() => enable.mutate()}>
                Enable review apps
              </Button>
            )}
          </span>
        </div>
        {settings && (
          <div className="relative grid gap-4 border-t border-line pt-4">
            <span className="absolute top-2 right-0">
              <ShowAs
                what="Change how review apps come and go"
                calls={[
                  {
                    ...shown(reviews.configure, { params, body: { automatic_review_apps: !settings.automatic } }),
                    title: `${settings.automatic ? 'Do not create' : 'Create'} one for each new pull request`,
                    cli: `heroku reviewapps:${settings.automatic ? 'disable --no-autodeploy' : 'enable --autodeploy'} -p ${board.pipeline.name}`,
                  },
                  {
                    ...shown(reviews.configure, { params, body: { wait_for_ci: !settings.wait_for_ci } }),
                    title: settings.wait_for_ci ? 'Do not wait for tests' : 'Wait for tests to pass',
                    cli: `heroku reviewapps:${settings.wait_for_ci ? 'disable --no-wait-for-ci' : 'enable --wait-for-ci'} -p ${board.pipeline.name}`,
                  },
                  {
                    ...shown(reviews.configure, { params, body: { destroy_stale_apps: true, stale_days: 5 } }),
                    title: 'Delete one after 5 days',
                  },
                ]}
              />
            </span>
            <Switch
              label="Create one for each new pull request"
              checked={settings.automatic}
              reason={forbidden}
              onChange={(event) => change.mutate({ automatic_review_apps: event.target.checked })}
            />
            <Switch
              label="Wait for tests to pass"
              hint={board.ci ? undefined : 'No tests run for what is pushed, so there is nothing to wait for.'}
              checked={settings.wait_for_ci}
              reason={forbidden}
              onChange={(event) => change.mutate({ wait_for_ci: event.target.checked })}
            />
            <Field label="Delete one to which nothing is pushed" hint={forbidden ?? undefined} className="max-w-xs">
              <NativeSelect
                value={settings.stale_days ?? ''}
                onChange={(event) => {
                  if (forbidden !== null) return
                  const days = STALE_DAYS.find((each) => String(each) === event.target.value)
                  change.mutate(
                    days === undefined ? { destroy_stale_apps: false } : { destroy_stale_apps: true, stale_days: days },
                  )
                }}
              >
                <option value="">never</option>
                {STALE_DAYS.map((days) => (
                  <option key={days} value={days}>
                    after {days} {days === 1 ? 'day' : 'days'}
                  </option>
                ))}
              </NativeSelect>
            </Field>
          </div>
        )}
      </Card>
    </Section>
  )
}
