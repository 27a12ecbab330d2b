import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useBlocker } from 'react-router'
import { call } from '#client/http.ts'
import { optimistically } from '#client/query.ts'
import { LeaveDialog, useUnloadGuard } from '#dashboard/app/LeaveDialog.tsx'
import { of } from '#dashboard/app/queries.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { useApp, useAppState, useWhyNot } from '#dashboard/app/useApp.ts'
import { sentence } from '#dashboard/shared/errors.ts'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { config, configSizeProblem } from '#platform/config/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { Disclosure } from '#ui/Disclosure.tsx'
import { ForbiddenState } from '#ui/ForbiddenState.tsx'
import { Segmented } from '#ui/Segmented.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { StickyBar } from '#ui/StickyBar.tsx'
import { toast } from '#ui/toast.ts'
import { ChangeList } from './ChangeList.tsx'
import { ConfigGrid } from './ConfigGrid.tsx'
import { patchOf } from './dotenv.ts'
import { PasteDialog } from './PasteDialog.tsx'
import { RawEditor } from './RawEditor.tsx'
import { useDraft } from './useDraft.ts'
import { usePastedEnv } from './usePastedEnv.ts'

const views = [
  { value: 'grid', label: 'Grid' },
  { value: 'raw', label: '.env' },
] as const

/** The config vars: edited as a grid or as text, several at a time, and saved as one release. */
export function ConfigVars() {
  const { name } = useApp()
  const whyNot = useWhyNot()
  const unreadable = whyNot('config.read')
  const { data, error, refetch } = useQuery({ ...of.config(name), enabled: unreadable === null })
  return (
    <Section
      title="Config vars"
      id="config"
      className="scroll-mt-4"
      description="Environment variables of builds and dynos. All changes you save together make one release and one restart."
    >
      {unreadable !== null && (
        <Card>
          <ForbiddenState title="Config vars are hidden">
            {unreadable} The app's owner or a team admin can give it to you.
          </ForbiddenState>
        </Card>
      )}
      {unreadable === null && error && (
        <Card>
          <Failure error={error} retry={refetch} />
        </Card>
      )}
      {unreadable === null && !data && !error && (
        <Card>
          <Skeleton lines={6} />
        </Card>
      )}
      {data && unreadable === null && <Editor now={data} reason={whyNot('config.edit')} />}
    </Section>
  )
}

/** Of what says why they cannot be saved. */
const PROBLEM = 'config-problem'

function Editor({ now, reason }: { now: Readonly<Record<string, string>>; reason: string | null }) {
  const { name } = useApp()
  const { health } = useAppState()
  const draft = useDraft(now)
  const [view, setView] = useState<'grid' | 'raw'>('grid')
  const [pasted, setPasted] = useState<string | null>(null)
  const { data: made = [] } = useQuery(of.configHistory(name))
  const history = Map.groupBy(made, ({ key }) => key)
  usePastedEnv(setPasted, reason === null)
  const { changes, clear } = draft
  const save = useAction({
    run: (patch: Record<string, string | null>) => call(config.update, { params: { app: name }, body: patch }),
    optimistic: (client) => optimistically(client, of.config(name), () => ({ ...draft.wanted })),
    failed: 'The config vars were not changed',
    quiet: true,
    done: (_, patch) => {
      clear()
      const count = Object.keys(patch).length
      toast({
        title: `${count} config ${count === 1 ? 'var' : 'vars'} saved`,
        description: health === 'empty' ? undefined : 'The dynos restart with them.',
        tone: 'ok',
      })
    },
  })
  const tooLarge = changes.length > 0 ? configSizeProblem(draft.wanted) : null
  const refused = save.error !== null && JSON.stringify(save.variables) === JSON.stringify(patchOf(changes))
  const problem = tooLarge ?? (refused ? sentence(save.error) : null)
  const unsaved = changes.length > 0
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => unsaved && !save.isPending && currentLocation.pathname !== nextLocation.pathname,
  )
  useUnloadGuard(unsaved)
  return (
    <>
      <Card flush>
        <div className="flex flex-wrap items-center justify-between gap-2 border-b border-line px-3 py-2">
          <p className="text-xs text-muted">Paste or drop a .env anywhere on this page.</p>
          <Segmented label="View of config vars" options={views} value={view} onChange={setView} />
        </div>
        {view === 'grid' ? (
          <ConfigGrid now={now} draft={draft} reason={reason} wrong={problem ? PROBLEM : null} history={history} />
        ) : (
          <RawEditor
            key={JSON.stringify(draft.wanted)}
            values={draft.wanted}
            reason={reason}
            onApply={(values) => {
              draft.take(values, true)
              setView('grid')
            }}
          />
        )}
      </Card>
      {unsaved && (
        <StickyBar
          label="Unsaved config vars"
          className="mt-3"
          actions={
            <>
              <ShowAs
                what="Change config vars"
                calls={[shown(config.update, { params: { app: name }, body: patchOf(changes) })]}
              />
              <Button variant="ghost" onClick={clear}>
                Discard
              </Button>
              <Button
                variant="primary"
                pending={save.isPending}
                reason={reason ?? tooLarge}
                onClick={() => save.mutate(patchOf(changes))}
              >
                Save as one release
              </Button>
            </>
          }
        >
          <Disclosure summary={`${changes.length} unsaved ${changes.length === 1 ? 'change' : 'changes'}`}>
            <ChangeList changes={changes} />
          </Disclosure>
          <p id={PROBLEM} role="alert" className="text-xs text-error-text">
            {problem}
          </p>
        </StickyBar>
      )}
      {pasted !== null && (
        <PasteDialog
          text={pasted}
          now={draft.wanted}
          onClose={() => setPasted(null)}
          onTake={(values, only) => {
            document.getElementById('config')?.scrollIntoView({ block: 'start' })
            draft.take(values, only)
            setView('grid')
            setPasted(null)
          }}
        />
      )}
      <LeaveDialog blocker={blocker}>
        Your changes to the config vars have not been saved. They are lost when you leave.
      </LeaveDialog>
    </>
  )
}
