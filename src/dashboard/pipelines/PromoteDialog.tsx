import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '#client/http.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { sentence } from '#dashboard/shared/errors.ts'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { promotions, type AppCard } from '#platform/pipelines/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Dialog, DialogClose } from '#ui/Dialog.tsx'
import { FormError } from '#ui/FormError.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { PromotionProgress } from './PromotionProgress.tsx'
import { ofPipelines } from './queries.ts'
import { TargetPreview } from './TargetPreview.tsx'
import { downstream } from './words.ts'

/** So many targets are chosen one by one. */
const SEVERAL = 3

interface PromoteDialogProps {
  /** The id of the pipeline. */
  pipeline: string
  source: AppCard
  cards: readonly AppCard[]
  close: () => void
}

/** Shows what a promotion brings to whom before it is made, then how it goes. */
export function PromoteDialog({ pipeline, source, cards, close }: PromoteDialogProps) {
  const { name } = source.app
  const { data: all, error, refetch } = useQuery(ofPipelines.previews(name))
  const nearest = downstream(cards, source.stage).map(({ app }) => app.id)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(nearest))
  // The next stage first; what lies beyond it can be chosen too.
  const previews = all?.toSorted((a, b) => Number(nearest.includes(b.app.id)) - Number(nearest.includes(a.app.id)))
  const targets = (previews ?? []).filter(({ app, refused }) => chosen.has(app.id) && refused === null)
  const body = {
    pipeline: { id: pipeline },
    source: { app: { id: source.app.id } },
    targets: targets.map(({ app }) => ({ app: { id: app.id } })),
  }
  const promote = useAction({
    run: () => call(promotions.create, { body }),
    failed: `${name} was not promoted`,
    quiet: true,
  })
  const toggle = (id: string, on: boolean) => {
    const next = new Set(chosen)
    if (on) next.add(id)
    else next.delete(id)
    setChosen(next)
  }
  const free = (previews ?? []).flatMap(({ app, refused }) => (refused === null ? [app.id] : []))
  const names = targets.map(({ app }) => app.name)
  if (promote.data)
    return (
      <Dialog
        open
        size="lg"
        onOpenChange={(open) => !open && close()}
        title={`Promoting ${name}`}
        description="This dialog may be closed: the promotion goes on."
        actions={<DialogClose render={<Button>Close</Button>} />}
      >
        <PromotionProgress promotion={promote.data.id} cards={cards} />
      </Dialog>
    )
  return (
    <Dialog
      open
      size="lg"
      onOpenChange={(open) => !open && close()}
      title={`Promote ${name}`}
      description="Its code is released as it was built, without another build. Config vars, add-ons and dynos of the targets stay as they are."
      actions={
        <>
          <DialogClose render={<Button>Cancel</Button>} />
          <Button
            variant="primary"
            pending={promote.isPending}
            reason={targets.length === 0 && 'Choose an app to promote to'}
            onClick={() => promote.mutate()}
          >
            {names.length > 1 ? `Promote to ${names.length} apps` : `Promote to ${names[0] ?? 'no app'}`}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        {(source.health === 'down' || source.health === 'degraded') && (
          <p className="rounded-md bg-warn-soft px-3 py-2 text-warn-text">
            {name} is {source.health}: {source.summary}
          </p>
        )}
        {error && <Failure error={error} retry={refetch} />}
        {!previews && !error && <Skeleton lines={6} />}
        {free.length > SEVERAL && (
          <p className="flex flex-wrap items-center gap-2">
            <span className="flex-1 text-muted">
              {targets.length} of {free.length} apps chosen
            </span>
            <Button size="sm" onClick={() => setChosen(new Set(free))}>
              Choose all
            </Button>
            <Button size="sm" onClick={() => setChosen(new Set())}>
              Choose none
            </Button>
          </p>
        )}
        {previews?.map((preview) => (
          <TargetPreview
            key={preview.app.id}
            preview={preview}
            deploying={cards.some(({ app, health }) => app.id === preview.app.id && health === 'deploying')}
            checked={chosen.has(preview.app.id) && preview.refused === null}
            onChange={(on) => toggle(preview.app.id, on)}
          />
        ))}
        <div className="flex items-center gap-2 text-muted">
          <ShowAs
            what={`Promote ${name}`}
            calls={[
              {
                ...shown(promotions.create, { body }),
                cli: `heroku pipelines:promote -a ${name}${names.length > 0 ? ` --to ${names.join(',')}` : ''}`,
              },
            ]}
          />
          A target’s release command runs first, where the code has one; if it fails, what ran before goes on.
        </div>
        <FormError attempt={promote.error}>{promote.error && sentence(promote.error)}</FormError>
      </div>
    </Dialog>
  )
}
