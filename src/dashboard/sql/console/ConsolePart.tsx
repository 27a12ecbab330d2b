import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import { quote } from '#client/cli.ts'
import { useConnection } from '#client/use-connection.ts'
import { useMe } from '#dashboard/account/useMe.ts'
import { useAddon } from '#dashboard/addons/useAddon.ts'
import { NewClip } from '#dashboard/dataclips/NewClip.tsx'
import { paths } from '#dashboard/shared/paths.ts'
import { contentOf } from '#dashboard/sql/ask.ts'
import type { EditorHandle } from '#dashboard/sql/editor/Editor.tsx'
import { Opened } from '#dashboard/sql/Opened.tsx'
import { SqlEditor } from '#dashboard/sql/SqlEditor.tsx'
import { useOnlyRead } from '#dashboard/sql/useOnlyRead.ts'
import type { Description } from '#engines/postgres/protocol.ts'
import type { Content } from '#platform/postgres/contract.ts'
import { announce } from '#ui/announce.ts'
import { Card } from '#ui/Card.tsx'
import { useShortcut } from '#ui/keyboard/useShortcut.ts'
import { Link } from '#ui/Link.tsx'
import { consoleOf, useConsole, type ConsoleView } from './console.ts'
import { ConsoleBar } from './ConsoleBar.tsx'
import { History } from './History.tsx'
import { explained, picked, type Picked } from './pick.ts'
import { ResultCard } from './ResultCard.tsx'
import { Start } from './Start.tsx'
import { SqlErrorNote } from './SqlErrorNote.tsx'
import { useDraft } from './useDraft.ts'

/** SQL on a database, and what it gives. */
export function ConsolePart() {
  return <Opened>{(description) => <Console description={description} />}</Opened>
}

function Console({ description }: { description: Description }) {
  const { id, name, app } = useAddon()
  const me = useMe()
  const console = consoleOf(name, me?.email ?? '')
  const view = useConsole(console)
  const { running, error, results, transaction, history, nth } = view
  const { data: content } = useQuery(contentOf(name))
  const editor = useRef<EditorHandle>(null)
  const { text, first, change } = useDraft(id)
  const [login, setLogin] = useState('default')
  const [careful, setCareful] = useState(false)
  const [saving, setSaving] = useState<string | null>(null)
  const schema = useMemo(() => schemaOf(description), [description])
  const credential = content?.credentials.find((each) => each.name === login) ?? content?.credentials[0]
  const onlyRead = useOnlyRead()
  const readonly = careful || onlyRead !== null
  const send = (asked: Omit<Picked, 'from'> & { from: number | null }, own: boolean) => {
    if (credential) void console.run({ ...asked, as: credential.user, readonly: own })
  }
  const here = () => picked(text, editor.current?.selection() ?? { from: text.length, to: text.length })
  const run = (all: boolean) => {
    const asked = all ? { sql: text, from: 0 } : here()
    if (asked) send(asked, readonly)
  }
  const take = (sql: string) => {
    editor.current?.replace(sql)
    editor.current?.goTo(sql.length)
  }
  const explain = () => {
    const statement = here()
    const asked = statement && explained(statement)
    // In an open transaction a statement cannot be kept from writing; it can be rolled back.
    if (asked) send(asked, readonly || (asked.readonly && transaction === 'none'))
  }
  useShortcut('mod+enter', () => run(false), { label: 'Run the statement at the cursor', group: 'SQL' })
  useShortcut('mod+shift+enter', () => run(true), { label: 'Run all statements', group: 'SQL' })
  useResultsAnnounced(view)
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
      <div>
        <Card flush>
          <ConsoleBar
            view={view}
            credentials={content?.credentials ?? []}
            login={login}
            onLogin={setLogin}
            readonly={readonly}
            onlyRead={onlyRead}
            onReadonly={setCareful}
            reason={text.trim() === '' ? 'Write some SQL first' : null}
            command={() => `heroku pg:psql ${name} -a ${app.name} -c ${quote(here()?.sql ?? text)}`}
            onSave={() => setSaving(here()?.sql ?? text)}
            onExplain={explain}
            onRun={run}
            onCancel={() => void console.cancel()}
            onEnd={(sql) => send({ sql, from: null }, false)}
          />
          <SqlEditor
            label="SQL"
            initial={first}
            autoFocus
            handle={editor}
            schema={schema}
            hint="select * from …"
            wrongAt={error?.in ?? null}
            onChange={change}
            onRun={run}
          />
          {error && <SqlErrorNote error={error} text={text} onGo={(position) => editor.current?.goTo(position)} />}
        </Card>
        <About version={description.version} content={content} />
      </div>
      {(results.length > 0 || running) && (
        <section aria-label="Results" aria-busy={running} className="grid grid-cols-[minmax(0,1fr)] gap-4">
          {results.map((result, index) => (
            <ResultCard key={`${nth} ${index}`} addon={name} result={result} nth={results.length > 1 ? index + 1 : null} />
          ))}
        </section>
      )}
      {text.trim() === '' && results.length === 0 && <Start description={description} onTake={take} />}
      <History console={console} history={history} onTake={take} />
      {saving !== null && <NewClip database={name} sql={saving} close={() => setSaving(null)} />}
    </div>
  )
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

/** Says what was done to who does not see it; an error says itself. */
function useResultsAnnounced({ nth, results }: ConsoleView): void {
  const said = useRef(nth)
  useEffect(() => {
    if (said.current === nth) return
    said.current = nth
    if (results.length > 0) announce(results.map(({ command }) => command).join(', '))
  }, [nth, results])
}

function About({ version, content }: { version: string; content: Content | undefined }) {
  const { name } = useAddon()
  const { kind } = useConnection()
  return (
    <p className="mt-1.5 text-xs text-muted">
      Runs what is selected, or the statement at the cursor, for {(content?.limits.statement_timeout_ms ?? 0) / 1000} seconds at
      most. PostgreSQL {version}
      {kind === 'remote' && ', the same that psql reaches'}. <Link to={paths.dataclips(name)}>Dataclips of this database</Link>
    </p>
  )
}
