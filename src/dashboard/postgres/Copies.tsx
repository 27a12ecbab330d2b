import { useQuery } from '@tanstack/react-query'
import { ArrowUpToLine, Copy, GitFork, Unlink } from 'lucide-react'
import { useState } from 'react'
import { call } from '#client/http.ts'
import { PromoteDialog } from '#dashboard/addons/PromoteDialog.tsx'
import { ofAddons } from '#dashboard/addons/queries.ts'
import { shown } from '#dashboard/app/shown.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { useAction } from '#dashboard/app/useAction.ts'
import { sentence } from '#dashboard/shared/errors.ts'
import { paths } from '#dashboard/shared/paths.ts'
import type { Overview } from '#platform/postgres/insight/contract.ts'
import { databases } from '#platform/postgres/service/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { ConfirmDialog } from '#ui/ConfirmDialog.tsx'
import { formatNumber } from '#ui/format.ts'
import { Link } from '#ui/Link.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Status } from '#ui/Status.tsx'
import { toast } from '#ui/toast.ts'
import { NewCopy, type CopyKind } from './NewCopy.tsx'
import { ofPostgres } from './queries.ts'
import { useDatabase } from './useDatabase.ts'
import { ESSENTIAL, typedAs } from './words.ts'

type Asking = CopyKind | 'promote' | 'unfollow'

/** Followers and forks, and what a follower can become. */
export function Copies() {
  const { database, app, whyNotOwn, whyNotUse } = useDatabase()
  const { data } = useQuery(ofPostgres.overview(database))
  const { data: links } = useQuery(ofAddons.linksOf(database))
  const [asking, setAsking] = useState<Asking | null>(null)
  const close = () => setAsking(null)
  const tier = data?.essential ? ESSENTIAL : null
  const isMain = links?.some(({ name, namespace, app: { name: on } }) => name === 'DATABASE' && namespace === null && on === app)
  return (
    <Section
      id="copies"
      title="Followers and forks"
      description="A follower keeps up with this database and can be read. A fork is a copy that goes its own way."
      actions={
        <>
          <Button
            icon={<Copy size={14} />}
            reason={whyNotOwn ?? tier ?? (data?.leader ? 'It is a follower itself' : null)}
            onClick={() => setAsking('follow')}
          >
            Add a follower
          </Button>
          <Button icon={<GitFork size={14} />} reason={whyNotOwn ?? tier} onClick={() => setAsking('fork')}>
            Fork
          </Button>
          {data?.leader && (
            <Button icon={<Unlink size={14} />} reason={whyNotOwn} onClick={() => setAsking('unfollow')}>
              Stop following
            </Button>
          )}
          <Button
            icon={<ArrowUpToLine size={14} />}
            reason={whyNotUse ?? (isMain ? `It is the DATABASE of ${app}` : null)}
            onClick={() => setAsking('promote')}
          >
            Promote
          </Button>
        </>
      }
    >
      <Card flush>{data ? <Relations data={data} /> : <Skeleton lines={2} className="p-4" />}</Card>
      {(asking === 'fork' || asking === 'follow') && <NewCopy kind={asking} close={close} />}
      {asking === 'unfollow' && data?.leader && <UnfollowDialog leader={data.leader.name} close={close} />}
      {asking === 'promote' && (
        <PromoteDialog app={app} addon={database} topic="pg" close={close}>
          {data?.leader && (
            <p className="text-warn-text">
              It still follows {data.leader.name}, and can only be read: what writes to it fails until it stops following.
            </p>
          )}
        </PromoteDialog>
      )}
    </Section>
  )
}

function Relations({ data: { leader, behind_by: behind, forked_from: origin, followers, forks } }: { data: Overview }) {
  const rows = [
    ...(leader ? [{ ...leader, what: 'Leader', after: behind ? `${formatNumber(behind)} commits behind` : 'up to date' }] : []),
    ...(origin === null ? [] : [{ id: origin, name: origin, plan: '', what: 'Forked from', after: '' }]),
    ...followers.map((each) => ({ ...each, what: 'Follower', after: '' })),
    ...forks.map((each) => ({ ...each, what: 'Fork', after: '' })),
  ]
  if (rows.length === 0) return <p className="px-4 py-3 text-muted">There are none.</p>
  return (
    <ul aria-label="Followers and forks" className="divide-y divide-line">
      {rows.map(({ id, name, plan, what, after }) => (
        <li key={id} className="flex flex-wrap items-center gap-x-3 px-4 py-2">
          <span className="w-24 text-muted">{what}</span>
          <Link to={paths.addon(name)}>{name}</Link>
          <span className="text-muted">{plan}</span>
          {after && (
            <Status tone={behind ? 'busy' : 'ok'} className="ml-auto">
              {after}
            </Status>
          )}
        </li>
      ))}
    </ul>
  )
}

function UnfollowDialog({ leader, close }: { leader: string; close: () => void }) {
  const { database, app } = useDatabase()
  const args = { params: { database } }
  const unfollow = useAction({
    run: () => call(databases.unfollow, args),
    failed: 'It still follows',
    quiet: true,
    done: () => {
      toast({ title: `${database} follows no longer`, tone: 'ok' })
      close()
    },
  })
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && close()}
      title={`Stop following ${leader}?`}
      name={database}
      action="Stop following"
      pending={unfollow.isPending}
      error={unfollow.error && sentence(unfollow.error)}
      onConfirm={() => unfollow.mutate()}
    >
      {database} keeps what {leader} holds now, can be written to, and goes its own way. It cannot follow again.{' '}
      <ShowAs
        what="Stop following"
        calls={[typedAs(`pg:unfollow ${database} -a ${app} --confirm ${app}`, shown(databases.unfollow, args))]}
      />
    </ConfirmDialog>
  )
}
