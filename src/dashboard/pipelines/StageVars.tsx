import { useQuery } from '@tanstack/react-query'
import { call } from '#client/http.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { ConfigGrid } from '#dashboard/config/ConfigGrid.tsx'
import { patchOf } from '#dashboard/config/dotenv.ts'
import { useDraft } from '#dashboard/config/useDraft.ts'
import { sentence } from '#dashboard/shared/errors.ts'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { pipelines } from '#platform/pipelines/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { ForbiddenState } from '#ui/ForbiddenState.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { StickyBar } from '#ui/StickyBar.tsx'
import { ofPipelines } from './queries.ts'
import { useBoard } from './usePipeline.ts'

const about = {
  review: ['Config vars of review apps', 'New review apps have these beside what their app.json says.'],
  test: ['Config vars of tests', 'New test runs have these beside what their app.json says.'],
} as const

/** The config vars that a stage without lasting apps gives to what is made for it. */
export function StageVars({ stage }: { stage: keyof typeof about }) {
  const { board, whyNot } = useBoard()
  const reason = whyNot('pipeline.config')
  const { data, error, refetch } = useQuery({ ...ofPipelines.vars(board.pipeline.name, stage), enabled: reason === null })
  const [title, description] = about[stage]
  return (
    <Section title={title} description={description}>
      {reason !== null && (
        <Card>
          <ForbiddenState title="Config vars are hidden">{reason}</ForbiddenState>
        </Card>
      )}
      {reason === null && error && (
        <Card>
          <Failure error={error} retry={refetch} />
        </Card>
      )}
      {reason === null && !data && !error && (
        <Card>
          <Skeleton lines={4} />
        </Card>
      )}
      {data && reason === null && <Editor stage={stage} now={data} />}
    </Section>
  )
}

const NO_HISTORY = new Map<string, never>()

function Editor({ stage, now }: { stage: keyof typeof about; now: Readonly<Record<string, string>> }) {
  const { board } = useBoard()
  const draft = useDraft(now)
  const params = { pipeline: board.pipeline.name, stage }
  const save = useAction({
    run: (body: Record<string, string | null>) => call(pipelines.updateVars, { params, body }),
    failed: 'The config vars were not changed',
    quiet: true,
    done: () => draft.clear(),
  })
  const problemId = `problem-${stage}`
  return (
    <>
      <Card flush>
        <ConfigGrid
          now={now}
          draft={draft}
          reason={null}
          wrong={save.error ? problemId : null}
          history={NO_HISTORY}
          pastes={false}
        />
      </Card>
      {draft.changes.length > 0 && (
        <StickyBar
          label={`Unsaved: ${about[stage][0].toLowerCase()}`}
          className="mt-3"
          actions={
            <>
              <ShowAs
                what={`Change the ${about[stage][0].toLowerCase()}`}
                calls={[shown(pipelines.updateVars, { params, body: patchOf(draft.changes) })]}
              />
              <Button variant="ghost" onClick={draft.clear}>
                Discard
              </Button>
              <Button variant="primary" pending={save.isPending} onClick={() => save.mutate(patchOf(draft.changes))}>
                Save
              </Button>
            </>
          }
        >
          <span id={problemId}>{save.error ? sentence(save.error) : `${draft.changes.length} changed`}</span>
        </StickyBar>
      )}
    </>
  )
}
