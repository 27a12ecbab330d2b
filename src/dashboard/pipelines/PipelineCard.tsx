import { ArrowRight, Ellipsis } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { call } from '#client/http.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown, type Shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { healthNames, healths } from '#dashboard/shared/health.ts'
import { LazyMenu } from '#dashboard/shared/lazy-overlay.tsx'
import { whyNot } from '#dashboard/shared/may.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { couplings, type AppCard, type Stage } from '#platform/pipelines/contract.ts'
import { Badge } from '#ui/Badge.tsx'
import { Button } from '#ui/Button.tsx'
import { IconButton } from '#ui/IconButton.tsx'
import { Link } from '#ui/Link.tsx'
import { Status } from '#ui/Status.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'
import { toast } from '#ui/toast.ts'
import { distance, downstream, stageNames } from './words.ts'

const OpenApp = lazy(async () => ({ default: (await import('#dashboard/app/OpenApp.tsx')).OpenApp }))

interface PipelineCardProps {
  card: AppCard
  /** Every app of the pipeline. */
  all: readonly AppCard[]
  /** Others are in it, which one may not see. */
  hidden: boolean
  onPromote: () => void
}

/** An app within its stage: how it is doing, what runs, and how far that is from the next stage. */
export function PipelineCard({ card, all, hidden, onPromote }: PipelineCardProps) {
  const { app, health, summary, release, next, locked } = card
  const state = healths[healthNames.find((name) => name === health) ?? 'empty']
  return (
    <li className="grid min-w-0 gap-2 rounded-lg border border-line bg-surface p-3 shadow-card">
      <div className="flex items-start justify-between gap-2">
        <h3 className="min-w-0 text-sm font-medium break-words">
          <Link to={paths.app(app.name)} look="quiet" className="block">
            {app.name}
          </Link>
        </h3>
        <CardMenu card={card} />
      </div>
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Status tone={state.tone}>{state.word}</Status>
        {locked && <Badge>Locked</Badge>}
        {card.promoting && <Status tone="busy">Being promoted</Status>}
      </p>
      {health !== 'healthy' && release && <p className="text-xs text-muted">{summary}</p>}
      {release ? (
        <div className="min-w-0 text-xs text-muted">
          <p className="truncate text-sm text-ink">{release.message ?? release.description}</p>
          <p className="flex flex-wrap gap-x-1.5">
            <Link to={paths.release(app.name, `v${release.version}`)} className="py-0!">
              v{release.version}
            </Link>
            {release.commit !== null && <span className="font-mono">{release.commit.slice(0, 7)}</span>}
            <TimeAgo time={release.created_at} />
            <span className="max-w-full truncate">by {release.user.email}</span>
          </p>
        </div>
      ) : (
        <p className="text-xs text-muted">
          Nothing has been deployed. <Link to={paths.deploy(app.name)}>Deploy</Link>
        </p>
      )}
      {next && release && <p className="text-xs font-medium">{distance(next)}</p>}
      <Promote card={card} all={all} hidden={hidden} onPromote={onPromote} />
    </li>
  )
}

function Promote({ card, all, hidden, onPromote }: PipelineCardProps) {
  if (card.stage === 'review' || card.stage === 'production') return null
  const targets = downstream(all, card.stage)
  const refused = targets.map((target) => ({ target, reason: whyNot(target, 'app.promote') }))
  const [first] = refused
  const reason =
    first === undefined
      ? `No app ${hidden ? 'that you may see' : 'of a later stage'} is there to promote to`
      : card.release === null
        ? 'Nothing has been deployed to this app yet'
        : refused.every((each) => each.reason !== null)
          ? `${first.target.app.name}: ${first.reason ?? ''}`
          : null
  return (
    <div className="grid gap-1">
      <Button
        size="sm"
        className="justify-self-start"
        icon={<ArrowRight size={14} />}
        aria-label={`Promote ${card.app.name}`}
        reason={reason}
        onClick={onPromote}
      >
        Promote…
      </Button>
      {reason !== null && <p className="text-xs text-muted">{reason}</p>}
    </div>
  )
}

function CardMenu({ card: { app, coupling, stage, permissions } }: { card: AppCard }) {
  const reason = whyNot({ permissions: [...permissions] }, 'app.couple')
  const params = { coupling }
  const [opening, setOpening] = useState(false)
  const putBack = useAction({
    run: (pipeline: string) => call(couplings.create, { body: { app: app.id, pipeline, stage } }),
    failed: `${app.name} was not put back`,
    done: () => toast(`${app.name} is in ${stage} again`),
  })
  const move = useAction({
    run: (to: Stage) => call(couplings.update, { params, body: { stage: to } }),
    failed: `${app.name} was not moved`,
    done: (_, to) => toast({ title: `${app.name} is in ${to} now`, tone: 'ok' }),
  })
  const remove = useAction({
    run: () => call(couplings.delete, { params }),
    failed: `${app.name} was not removed`,
    done: ({ pipeline }) =>
      toast({
        title: `${app.name} is no longer in ${pipeline.name}. The app is still there.`,
        action: { label: 'Undo', run: () => putBack.mutate(pipeline.id) },
      }),
  })
  const others = stage === 'review' ? [] : stageNames.filter((name) => name !== stage && name !== 'review')
  const calls: Shown[] = [
    ...others.map((to) => ({
      title: `Move to ${to}`,
      ...shown(couplings.update, { params, body: { stage: to } }),
      cli: `heroku pipelines:update -a ${app.name} -s ${to}`,
    })),
    {
      title: 'Remove from the pipeline',
      ...shown(couplings.delete, { params }),
      cli: `heroku pipelines:remove -a ${app.name}`,
    },
  ]
  return (
    <span className="-mt-1 -mr-1 flex shrink-0">
      <ShowAs what={`Move or remove ${app.name}`} calls={calls} />
      <LazyMenu
        trigger={<IconButton size="sm" label={`Actions of ${app.name}`} icon={<Ellipsis size={15} />} />}
        groups={[
          {
            items: [
              { label: 'Open app', onSelect: () => setOpening(true) },
              { label: 'Deploy', to: paths.deploy(app.name) },
              { label: 'Logs', to: paths.logs(app.name) },
              { label: 'Activity', to: paths.activity(app.name) },
            ],
          },
          ...(others.length > 0
            ? [{ items: others.map((to) => ({ label: `Move to ${to}`, reason, onSelect: () => move.mutate(to) })) }]
            : []),
          { items: [{ label: 'Remove from the pipeline', reason, onSelect: () => remove.mutate() }] },
        ]}
      />
      <Suspense>{opening && <OpenApp app={app.name} onClose={() => setOpening(false)} />}</Suspense>
    </span>
  )
}
