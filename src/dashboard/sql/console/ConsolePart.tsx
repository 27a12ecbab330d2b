import { useQuery } from '@tanstack/react-query'
import { CircleStop, Gauge, Play, Scissors, SquareTerminal } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { quote } from '#client/cli.ts'
import { useConnection } from '#client/use-connection.ts'
import { useAddon, useWhyNotAddons } from '#dashboard/addons/useAddon.ts'
import { NewClip } from '#dashboard/dataclips/NewClip.tsx'
import { paths } from '#dashboard/shared/paths.ts'
import { useSearch } from '#dashboard/shared/useSearch.ts'
import { contentOf } from '#dashboard/sql/database.ts'
import type { EditorHandle } from '#dashboard/sql/editor/Editor.tsx'
import { Opened } from '#dashboard/sql/Opened.tsx'
import { SqlEditor } from '#dashboard/sql/SqlEditor.tsx'
import type { Description } from '#engines/postgres/protocol.ts'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { CopyButton } from '#ui/CopyButton.tsx'
import { IconButton } from '#ui/IconButton.tsx'
import { Link } from '#ui/Link.tsx'
import { NativeSelect } from '#ui/NativeSelect.tsx'
import { Status } from '#ui/Status.tsx'
import { Switch } from '#ui/Switch.tsx'
import { Toolbar } from '#ui/Toolbar.tsx'
import { consoleOf, useConsole } from './console.ts'
import { History } from './History.tsx'
import { explained, picked, type Picked } from './pick.ts'
import { ResultCard } from './ResultCard.tsx'
import { keepText, loadText } from './session-text.ts'
import { SqlErrorNote } from './SqlErrorNote.tsx'

/** SQL on a database, and what it gives. */
export function ConsolePart() {
  return <Opened>{(description) => <Console description={description} />}</Opened>
}

/** Names of tables and columns, as the editor completes them. */
function schemaOf({ tables }: Description): Record<string, string[]> {
  return Object.fromEntries(
    tables.map(({ schema, name, columns }) => [
      schema === 'public' ? name : `${schema}.${name}`,
      columns.map((column) => column.name),
    ]),
  )
}

function Console({ description }: { description: Description }) {
  const { id, name, app } = useAddon()
  const console = consoleOf(name)
  const view = useConsole(console)
  const { running, error, results, transaction, history, nth } = view
  const { data: content } = useQuery(contentOf(name))
  const whyNot = useWhyNotAddons()(app.name, 0)
  const [search, alter] = useSearch()
  const { kind } = useConnection()
  const editor = useRef<EditorHandle>(null)
  const [text, setText] = useState(() => search.get('sql') ?? loadText(`draft ${id}`) ?? '')
  const [first] = useState(text)
  // What an address brings is a draft like any other from then on.
  useEffect(() => {
    if (!search.has('sql')) return
    keepText(`draft ${id}`, text)
    alter((next) => next.delete('sql'))
  })
  const [login, setLogin] = useState('default')
  const [careful, setCareful] = useState(false)
  const [saving, setSaving] = useState<string | null>(null)
  const schema = useMemo(() => schemaOf(description), [description])
  const credential = content?.credentials.find((each) => each.name === login) ?? content?.credentials[0]
  const onlyRead = content?.follows
    ? 'A follower can only be read'
    : content?.read_only
      ? 'It is too large for its plan, and can only be read'
      : whyNot
  const readonly = careful || onlyRead !== null
  const change = (next: string) => {
    setText(next)
    keepText(`draft ${id}`, next)
  }
  const run = (asked: Picked | null, own = readonly) => {
    if (asked && credential) void console.run({ ...asked, as: credential.user, readonly: own })
  }
  const here = () => picked(text, editor.current?.selection() ?? { from: text.length, to: text.length })
  const explain = () => {
    const statement = here()
    if (!statement) return
    const asked = explained(statement)
    // In an open transaction a statement cannot be kept from writing; it can be rolled back.
    run(asked, readonly || (asked.readonly && transaction === 'none'))
  }
  const end = (sql: string) => credential && void console.run({ sql, from: null, as: credential.user, readonly: false })
  const reason = text.trim() === '' ? 'Write some SQL first' : null
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
      <div>
        <Card flush>
          <Toolbar label="How it is run" className="gap-x-4! border-b border-line px-3 py-2">
            <label className="flex items-center gap-2 text-muted">
              As
              <NativeSelect className="w-40" value={login} onChange={({ target }) => setLogin(target.value)}>
                {(content?.credentials ?? []).map((each) => (
                  <option key={each.name} value={each.name}>
                    {each.name}
                    {each.permission === 'readonly' ? ' (reads)' : ''}
                  </option>
                ))}
              </NativeSelect>
            </label>
            <Switch
              label="Read-only"
              checked={readonly}
              reason={onlyRead}
              onChange={({ target }) => setCareful(target.checked)}
            />
            <Transaction state={transaction} running={running} end={end} />
            <span className="ml-auto flex flex-wrap gap-1.5">
              <CopyButton
                label="Copy as a command for pg:psql"
                icon={<SquareTerminal size={14} />}
                text={() => `heroku pg:psql ${name} -a ${app.name} -c ${quote(here()?.sql ?? text)}`}
              />
              <Button icon={<Scissors size={14} />} reason={reason} onClick={() => setSaving(here()?.sql ?? text)}>
                Save as dataclip
              </Button>
              <Button icon={<Gauge size={14} />} reason={reason} pending={running} onClick={explain}>
                Explain
              </Button>
              <Button reason={reason} pending={running} onClick={() => run({ sql: text, from: 0 })}>
                Run all
              </Button>
              <IconButton
                label="Cancel what runs"
                icon={<CircleStop size={15} />}
                reason={running ? null : 'Nothing runs'}
                onClick={() => void console.cancel()}
              />
              <Button
                variant="primary"
                icon={<Play size={14} />}
                reason={reason}
                pending={running}
                shortcut="mod+enter"
                onClick={() => run(here())}
              >
                Run
              </Button>
            </span>
          </Toolbar>
          <SqlEditor
            label="SQL"
            initial={first}
            handle={editor}
            schema={schema}
            hint="select * from …"
            wrongAt={error?.in ?? null}
            onChange={change}
            onRun={(all) => run(all ? { sql: text, from: 0 } : here())}
          />
          {error && <SqlErrorNote error={error} text={text} onGo={(position) => editor.current?.goTo(position)} />}
        </Card>
        <p className="mt-1.5 text-xs text-muted">
          Runs what is selected, or the statement at the cursor, for {(content?.limits.statement_timeout_ms ?? 0) / 1000} seconds
          at most. PostgreSQL {description.version}
          {kind === 'remote' && ', in this browser: the database of the API has tables of its own'}.{' '}
          <Link to={paths.dataclips(name)}>Dataclips of this database</Link>
        </p>
      </div>
      {(results.length > 0 || running) && (
        <section aria-label="Results" aria-busy={running} className="grid grid-cols-[minmax(0,1fr)] gap-4">
          {results.map((result, index) => (
            <ResultCard key={`${nth} ${index}`} addon={name} result={result} nth={results.length > 1 ? index + 1 : null} />
          ))}
        </section>
      )}
      <History console={console} history={history} onTake={(sql) => editor.current?.replace(sql)} />
      {saving !== null && <NewClip database={name} sql={saving} close={() => setSaving(null)} />}
    </div>
  )
}

interface TransactionProps {
  state: 'none' | 'open' | 'failed'
  running: boolean
  end: (sql: string) => void
}

/** Whether what was changed waits to be committed. */
function Transaction({ state, running, end }: TransactionProps) {
  if (state === 'none') return null
  return (
    <span className="flex flex-wrap items-center gap-2">
      <Status tone={state === 'open' ? 'warn' : 'error'} hint="Rolled back when nothing is run for a minute">
        {state === 'open' ? 'Transaction open' : 'Transaction failed'}
      </Status>
      <Button
        size="sm"
        pending={running}
        reason={state === 'failed' && 'After an error it can only be rolled back'}
        onClick={() => end('commit')}
      >
        Commit
      </Button>
      <Button size="sm" pending={running} onClick={() => end('rollback')}>
        Roll back
      </Button>
    </span>
  )
}
