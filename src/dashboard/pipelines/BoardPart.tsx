import { Plus } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { SearchField } from '#dashboard/shared/SearchField.tsx'
import { whyNot } from '#dashboard/shared/may.ts'
import { useSearch } from '#dashboard/shared/useSearch.ts'
import type { AppCard, Board as Shown, Stage } from '#platform/pipelines/contract.ts'
import { Badge } from '#ui/Badge.tsx'
import { Button } from '#ui/Button.tsx'
import { Section } from '#ui/Card.tsx'
import { useMore } from '#ui/useMore.tsx'
import { Pulls } from './Pulls.tsx'
import { PipelineCard } from './PipelineCard.tsx'
import { useBoard } from './usePipeline.ts'
import { stageNames, stages } from './words.ts'

const AddApp = lazy(async () => ({ default: (await import('./AddApp.tsx')).AddApp }))
const PromoteDialog = lazy(async () => ({ default: (await import('./PromoteDialog.tsx')).PromoteDialog }))

/** A search field is of use from so many apps on. */
const MANY = 9

/** The apps of a pipeline in columns, a stage each. */
export function BoardPart() {
  return <Board board={useBoard().board} />
}

export function Board({ board }: { board: Shown }) {
  const [search, change, put] = useSearch()
  const [adding, setAdding] = useState<Stage | null>(null)
  const q = search.get('q') ?? ''
  const { apps, hidden } = board
  const promoting = apps.find(
    ({ app, stage }) => app.name === search.get('promote') && stage !== 'review' && stage !== 'production',
  )
  const found = apps.filter(({ app }) => app.name.includes(q.trim().toLowerCase()))
  const columns = stageNames.filter((stage) => stage !== 'development' || apps.some((card) => card.stage === stage))
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      {apps.length >= MANY && (
        <SearchField label="Search apps" q={q} onChange={(text) => put('q', text)} className="w-full sm:w-72" />
      )}
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-x-4 gap-y-6 lg:auto-cols-fr lg:grid-flow-col lg:grid-cols-none">
        {columns.map((stage) =>
          stage === 'review' ? (
            <Pulls key={stage} board={board} cards={found.filter((card) => card.stage === stage)} />
          ) : (
            <Column
              key={stage}
              stage={stage}
              cards={found.filter((card) => card.stage === stage)}
              all={apps}
              hidden={hidden > 0}
              reason={whyNot(board, 'pipeline.edit')}
              onAdd={() => setAdding(stage)}
              onPromote={({ app }) => change((next) => next.set('promote', app.name))}
            />
          ),
        )}
      </div>
      {hidden > 0 && (
        <p className="text-muted">
          {hidden === 1
            ? 'One more app is in this pipeline, which you may not see.'
            : `${hidden} more apps are in this pipeline, which you may not see.`}
        </p>
      )}
      <Suspense>
        {adding && (
          <AddApp
            pipeline={board.pipeline.name}
            stage={adding}
            context={board.pipeline.owner?.type === 'team' ? board.owner_name : 'personal'}
            close={() => setAdding(null)}
          />
        )}
        {promoting && (
          <PromoteDialog
            pipeline={board.pipeline.id}
            source={promoting}
            cards={apps}
            close={() => change((next) => next.delete('promote'))}
          />
        )}
      </Suspense>
    </div>
  )
}

interface ColumnProps {
  stage: Stage
  cards: readonly AppCard[]
  all: readonly AppCard[]
  /** Others are in the pipeline, which one may not see. */
  hidden: boolean
  /** Why no app may be added. */
  reason: string | null
  onAdd: () => void
  onPromote: (card: AppCard) => void
}

function Column({ stage, cards, all, hidden, reason, onAdd, onPromote }: ColumnProps) {
  const [first, more] = useMore(cards)
  return (
    <Section
      title={
        <span className="flex items-center gap-2">
          {stages[stage]} <Badge>{cards.length}</Badge>
        </span>
      }
      actions={
        <Button size="sm" icon={<Plus size={14} />} aria-label={`Add app to ${stage}`} reason={reason} onClick={onAdd}>
          Add app
        </Button>
      }
    >
      {cards.length === 0 ? (
        <p className="rounded-lg border border-dashed border-line px-4 py-8 text-center text-muted">
          {all.some((card) => card.stage === stage)
            ? 'No app here is called that.'
            : hidden
              ? `No app that you may see is in ${stage}.`
              : `No app is in ${stage} yet.`}
        </p>
      ) : (
        <ul aria-label={stages[stage]} className="grid gap-3">
          {first.map((card) => (
            <PipelineCard key={card.coupling} card={card} all={all} hidden={hidden} onPromote={() => onPromote(card)} />
          ))}
        </ul>
      )}
      {more}
    </Section>
  )
}
