import { useQuery } from '@tanstack/react-query'
import { FolderGit2 } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useSearchParams } from 'react-router'
import { call } from '#client/http.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { useWhyNot } from '#dashboard/app/useApp.ts'
import type { BodyOf } from '#platform/http/contract.ts'
import { github, type Connection } from '#platform/github/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { CopyButton } from '#ui/CopyButton.tsx'
import { Field } from '#ui/Field.tsx'
import { NativeSelect } from '#ui/NativeSelect.tsx'
import { Status } from '#ui/Status.tsx'
import { Switch } from '#ui/Switch.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'
import { Commits } from './Commits.tsx'
import { githubOf } from './queries.ts'

const ConfirmDialog = lazy(async () => ({ default: (await import('#ui/ConfirmDialog.tsx')).ConfirmDialog }))

export type Link = NonNullable<Connection['link']>

interface ConnectedProps {
  app: string
  link: Link
  stopped: Connection['stopped']
}

/** The repository an app is deployed from: what is deployed by itself, and what has been pushed. */
export function Connected({ app, link, stopped }: ConnectedProps) {
  const { data } = useQuery(githubOf.branches(app))
  const branches = data?.map(({ name }) => name) ?? [link.branch]
  const [search] = useSearchParams()
  const branch = branches.find((name) => name === search.get('branch')) ?? link.branch
  return (
    <div className="grid gap-6">
      <Card className="grid gap-4">
        <Head app={app} link={link} />
        <Automatic app={app} link={link} stopped={stopped} branches={branches} />
      </Card>
      <Commits app={app} branches={branches} branch={branch} />
    </div>
  )
}

function Head({ app, link }: { app: string; link: Link }) {
  const reason = useWhyNot()('build.create')
  const [asking, setAsking] = useState(false)
  const disconnect = useAction({
    run: () => call(github.disconnect, { params: { app } }),
    failed: 'The repository was not disconnected',
    done: () => setAsking(false),
  })
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
      <div className="flex min-w-0 items-center gap-3">
        <span className="grid size-9 shrink-0 place-items-center rounded-lg border border-line bg-sunken text-muted">
          <FolderGit2 size={18} aria-hidden />
        </span>
        <div className="min-w-0">
          <h3 className="flex items-center gap-0.5 text-sm break-all">
            {link.repo}
            <CopyButton text={link.repo} label="Copy the repository’s name" className="-my-1.5" />
          </h3>
          <p className="text-xs text-muted">
            Connected by {link.user.email}, <TimeAgo time={link.created_at} />
          </p>
        </div>
      </div>
      <div className="flex items-center gap-2">
        <ShowAs what="Disconnect from GitHub" calls={[shown(github.disconnect, { params: { app } })]} />
        <Button reason={reason} onClick={() => setAsking(true)}>
          Disconnect
        </Button>
      </div>
      {asking && (
        <Suspense>
          <ConfirmDialog
            open
            onOpenChange={setAsking}
            title={`Disconnect ${link.repo}?`}
            action="Disconnect"
            pending={disconnect.isPending}
            onConfirm={() => disconnect.mutate()}
          >
            What is pushed to it is not deployed any more. What runs keeps running, and you can connect it again.
          </ConfirmDialog>
        </Suspense>
      )}
    </div>
  )
}

const why = {
  rollback: 'A rollback switched them off, so that what was taken back does not come back with the next push.',
  access:
    'They stopped because the person who connected the repository may not deploy any more. Disconnect it and connect it again.',
} as const

function Automatic({ app, link, stopped, branches }: ConnectedProps & { branches: readonly string[] }) {
  const reason = useWhyNot()('build.create')
  const update = useAction({
    run: (body: BodyOf<typeof github.update>) => call(github.update, { params: { app }, body }),
    failed: 'Automatic deploys were not changed',
  })
  // What was asked for shows while it is on its way.
  const wanted = { ...link, ...(update.isPending ? update.variables : {}) }
  return (
    <div className="grid gap-4 border-t border-line pt-4">
      <div className="flex items-start justify-between gap-x-6">
        <Switch
          label={<span className="font-medium">Automatic deploys</span>}
          hint="Each push to the branch is built and released."
          reason={reason}
          pending={update.isPending}
          checked={wanted.auto_deploy}
          onChange={(event) => update.mutate({ auto_deploy: event.target.checked })}
        />
        <ShowAs
          what="Change automatic deploys"
          calls={[
            shown(github.update, {
              params: { app },
              body: { branch: link.branch, auto_deploy: !link.auto_deploy, wait_for_ci: link.wait_for_ci },
            }),
          ]}
        />
      </div>
      <div className="flex flex-wrap items-end gap-x-6 gap-y-3">
        <Field label="Branch to deploy" className="w-full sm:w-60">
          <NativeSelect value={wanted.branch} reason={reason} onChange={(event) => update.mutate({ branch: event.target.value })}>
            {branches.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </NativeSelect>
        </Field>
        <Switch
          className="pb-1"
          label="Wait for checks to pass"
          reason={reason}
          pending={update.isPending}
          checked={wanted.wait_for_ci}
          onChange={(event) => update.mutate({ wait_for_ci: event.target.checked })}
        />
      </div>
      <p role="status" className="min-h-[1lh] text-muted">
        {link.auto_deploy ? (
          <>
            <Status tone="ok" className="mr-1">
              On
            </Status>{' '}
            Pushes to {link.branch} are deployed as {link.user.email}
            {link.wait_for_ci ? ', once their checks have passed.' : ' at once, whatever their checks say.'}
          </>
        ) : (
          <>
            <Status tone={stopped ? 'warn' : 'idle'} className="mr-1">
              Off
            </Status>{' '}
            {stopped ? why[stopped] : `Nothing that is pushed to ${link.branch} is deployed by itself.`}
          </>
        )}
      </p>
    </div>
  )
}
