import { Play, Save, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { useBlocker } from 'react-router'
import { call } from '#client/http.ts'
import { LeaveDialog, useUnloadGuard } from '#dashboard/app/LeaveDialog.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { useAction } from '#dashboard/app/useAction.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { sentence } from '#dashboard/shared/errors.ts'
import { useStep } from '#dashboard/sql/database.ts'
import { SqlEditor } from '#dashboard/sql/SqlEditor.tsx'
import { dataclips, type Dataclip } from '#platform/dataclips/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { FormError } from '#ui/FormError.tsx'
import { Link } from '#ui/Link.tsx'
import { toast } from '#ui/toast.ts'
import { runClip } from './run.ts'

const sqlOf = (clip: Dataclip) => clip.versions.at(-1)?.sql ?? ''

/** The SQL of a dataclip. What is changed in it is a draft until it is saved as a version. */
export function ClipQuery({ clip }: { clip: Dataclip }) {
  const { refusals, version, result } = clip
  const saved = sqlOf(clip)
  /** The version that the draft began with. */
  const [base, setBase] = useState({ version, sql: saved })
  const [sql, setSql] = useState(saved)
  /** The editor begins anew. */
  const [nth, setNth] = useState(0)
  const changed = sql !== base.sql
  const begin = () => {
    setBase({ version, sql: saved })
    setSql(saved)
    setNth(nth + 1)
  }
  const [known, setKnown] = useState(version)
  if (known !== version) {
    setKnown(version)
    // Somebody else has saved one, or the world was turned back.
    if (base.version !== version && !changed) begin()
  }
  const args = { params: { clip: clip.id }, body: { sql } }
  const store = async () => {
    const answer = await call(dataclips.update, args)
    setBase({ version: answer.version, sql })
    return answer
  }
  const save = useAction({
    run: store,
    failed: 'No version was saved',
    quiet: true,
    done: (answer) => toast({ title: `Saved as version ${answer.version}`, tone: 'ok' }),
  })
  const run = useAction({
    run: async () => {
      const { id, database, versions } = changed ? await store() : clip
      const last = versions.at(-1)
      if (database && last) await call(dataclips.keep, { params: { clip: id }, body: await runClip(database.name, last) })
    },
    failed: 'It was not run',
  })
  const step = useStep(clip.database?.id ?? '')
  const blocker = useBlocker(({ currentLocation, nextLocation }) => changed && currentLocation.pathname !== nextLocation.pathname)
  useUnloadGuard(changed)
  const empty = sql.trim() === '' ? 'The SQL cannot be empty' : null
  const unchanged = changed ? null : 'Nothing has been changed'
  return (
    <Section
      title="SQL"
      description={
        <>
          {refusals.edit ? 'You may read it.' : 'Each change is kept as a version.'}{' '}
          {clip.database && refusals.run === null && (
            <Link to={`${paths.addon(clip.database.name, 'console')}?${new URLSearchParams({ sql })}`}>
              Open it in the console
            </Link>
          )}
        </>
      }
      actions={
        <>
          <ShowAs what="Save a version" calls={[shown(dataclips.update, args)]} />
          <Button icon={<Undo2 size={14} />} reason={unchanged} onClick={begin}>
            Discard
          </Button>
          <Button
            icon={<Save size={14} />}
            pending={save.isPending}
            reason={refusals.edit ?? unchanged ?? empty}
            onClick={() => save.mutate()}
          >
            Save version
          </Button>
          <Button
            variant="primary"
            icon={<Play size={14} />}
            pending={run.isPending}
            reason={refusals.run ?? empty}
            shortcut="mod+enter"
            onClick={() => run.mutate()}
          >
            {changed ? 'Save and run' : 'Run'}
          </Button>
        </>
      }
    >
      <Card flush>
        <SqlEditor
          key={`${nth} ${refusals.edit}`}
          label={`SQL of ${clip.title}`}
          initial={sql}
          readOnly={refusals.edit !== null}
          onChange={setSql}
          onRun={() => refusals.run === null && empty === null && !run.isPending && run.mutate()}
          wrongAt={!changed && result?.version === version ? (result.error?.position ?? null) : null}
          className="[--editor-least:5rem]"
        />
      </Card>
      <p role="status" className="mt-1.5 text-xs text-muted empty:hidden">
        {run.isPending && (step ? `${step.what}${step.done === null ? '' : `, ${Math.round(step.done * 100)} %`}` : 'Running')}
      </p>
      {changed && base.version !== version && (
        <p className="mt-2 text-warn-text">
          Version {version} was saved meanwhile. Save yours as the next one, or discard it to see that.
        </p>
      )}
      <FormError attempt={save.error}>{save.error && sentence(save.error)}</FormError>
      <LeaveDialog blocker={blocker}>The SQL was changed and not saved.</LeaveDialog>
    </Section>
  )
}
