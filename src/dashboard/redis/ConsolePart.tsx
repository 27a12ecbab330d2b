import { Eraser } from 'lucide-react'
import { clsx } from 'clsx'
import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react'
import { useMe } from '#dashboard/account/useMe.ts'
import { shown } from '#dashboard/app/shown.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { redisControl } from '#platform/redis/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { ConfirmDialog } from '#ui/ConfirmDialog.tsx'
import { Kbd } from '#ui/Kbd.tsx'
import type { Entry } from './console-state.ts'
import { Ready } from '#dashboard/addons/Ready.tsx'
import { useConsole } from './useConsole.ts'
import { useStore } from './useStore.ts'

const looks: Record<Entry['kind'], string> = {
  typed: 'text-muted',
  reply: '',
  error: 'text-error-text',
  note: 'text-info-text',
}

/** A line to type commands in, and what the store answers, as redis-cli shows it. */
export function ConsolePart() {
  const { store } = useStore()
  const me = useMe()
  // Each person has a console of their own: what is typed before it is known who types would be lost with the one of nobody.
  return <Ready>{me && <Console key={`${me.email} ${store}`} whose={`${me.email} ${store}`} />}</Ready>
}

function Console({ whose }: { whose: string }) {
  const { store, app } = useStore()
  const shell = useConsole(store, whose)
  const { entries, history, asking } = shell
  const [draft, setDraft] = useState('')
  const screen = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => {
    if (screen.current) screen.current.scrollTop = screen.current.scrollHeight
  }, [entries])
  const line = history.at(-1) ?? 'PING'
  const calls = [
    { ...shown(redisControl.run, { params: { store }, body: { line } }), cli: `redis-cli -u "$REDIS_URL" ${line}` },
    { ...shown(redisControl.catalogue), cli: `heroku redis:cli ${store} -a ${app}`, title: 'A console in a terminal' },
  ]
  return (
    <Section
      title="Console"
      description="Commands as redis-cli takes them. What is written is there for the app, too."
      actions={
        <>
          <ShowAs what="Send a command" calls={calls} />
          <Button
            size="sm"
            icon={<Eraser size={14} />}
            reason={entries.length === 0 ? 'It is empty' : null}
            onClick={shell.clear}
          >
            Clear
          </Button>
        </>
      }
    >
      <Card flush>
        {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- the input line is reached by Tab */}
        <div
          ref={screen}
          onClick={() => {
            // A click anywhere types on, unless it is the end of selecting text.
            if (getSelection()?.isCollapsed !== false) field.current?.focus({ preventScroll: true })
          }}
          className="h-[26rem] overflow-y-auto rounded-t-lg bg-sunken px-3 py-2 font-mono text-xs/5"
        >
          <div role="log" aria-label="Output" tabIndex={0} className="wrap-anywhere whitespace-pre-wrap">
            {entries.length === 0 && <p className="text-muted">Type a command, or help.</p>}
            {entries.map(({ id, kind, text }) => (
              <div key={id} className={clsx('min-h-5', looks[kind])}>
                {text}
              </div>
            ))}
          </div>
          <TypedLine {...{ shell, field, draft, setDraft }} />
        </div>
        <Hint {...{ shell, field, draft, setDraft }} />
      </Card>
      {asking !== null && (
        <ConfirmDialog
          open
          onOpenChange={(open) => !open && shell.refuse()}
          title="Delete every key?"
          name={store}
          action={asking.trim().toUpperCase()}
          onConfirm={shell.confirm}
        >
          All that {store} holds is lost at once: sessions, queues and caches. An app that uses it fills its cache again as it
          goes on.
        </ConfirmDialog>
      )}
    </Section>
  )
}

interface LineProps {
  shell: ReturnType<typeof useConsole>
  field: RefObject<HTMLInputElement | null>
  draft: string
  setDraft: (draft: string) => void
}

/** The names of commands that begin as what is typed does; none once one is whole. */
function completions({ shell: { catalogue }, draft }: LineProps): string[] {
  const [, typed = ''] = /^\s*(?:help\s+)?(\w+)$/i.exec(draft) ?? []
  const beginning = typed.toUpperCase()
  if (beginning === '' || catalogue.some(({ name }) => name === beginning)) return []
  return catalogue.map(({ name }) => name).filter((name) => name.startsWith(beginning))
}

/** What is typed with a command's name in place of its beginning. */
const completed = (draft: string, name: string) => draft.replace(/\w+$/, `${name} `)

function TypedLine(props: LineProps) {
  const { shell, field, draft, setDraft } = props
  const { history, prompt, busy } = shell
  /** How many lines back in what was typed. */
  const [back, setBack] = useState(0)
  useEffect(() => field.current?.focus({ preventScroll: true }), [field])
  const put = (next: string, from = 0) => {
    setDraft(next)
    setBack(from)
  }
  const recall = (from: number) => {
    if (from >= 0 && from <= history.length) put(from === 0 ? '' : (history.at(-from) ?? ''), from)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const { key, ctrlKey, shiftKey } = event
    const [name] = completions(props)
    if (key === 'Enter') {
      if (busy) return
      shell.type(draft)
      put('')
    } else if (key === 'ArrowUp') recall(back + 1)
    else if (key === 'ArrowDown') recall(back - 1)
    else if (key === 'Tab' && !shiftKey && name !== undefined) put(completed(draft, name))
    else if (ctrlKey && key === 'l') shell.clear()
    else if (ctrlKey && key === 'u') put('')
    else return
    event.preventDefault()
  }
  return (
    <label className="flex min-h-6 items-center coarse:min-h-11">
      <span className="sr-only">Command</span>
      <span aria-hidden className="shrink-0 whitespace-pre text-muted">
        {prompt}
      </span>
      <input
        ref={field}
        value={draft}
        spellCheck={false}
        autoCapitalize="off"
        autoCorrect="off"
        autoComplete="off"
        enterKeyHint="send"
        onChange={(event) => put(event.target.value)}
        onKeyDown={onKeyDown}
        className="min-w-0 flex-1 bg-transparent py-0.5 outline-none coarse:text-lg"
      />
    </label>
  )
}

const MOST_OFFERED = 8

/** How the command that is being typed is written, or the ones that begin so. */
function Hint(props: LineProps) {
  const { shell, field, draft, setDraft } = props
  const names = completions(props)
  const typed = draft.trim().split(/\s+/)[0]?.toUpperCase() ?? ''
  const command = shell.catalogue.find(({ name }) => name === typed)
  return (
    <div
      role="group"
      aria-label="Help"
      className="flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1 border-t border-line px-3 py-1.5 text-xs"
    >
      {command && (
        <p className="min-w-0 wrap-anywhere">
          <code className="font-mono">
            {command.name} <span className="text-muted">{command.syntax}</span>
          </code>{' '}
          <span className="text-muted">{command.summary}</span>
        </p>
      )}
      {!command && names.length > 0 && (
        <>
          <span className="text-muted">
            <Kbd keys="Tab" />
          </span>
          {names.slice(0, MOST_OFFERED).map((name) => (
            <Button
              key={name}
              size="sm"
              variant="ghost"
              className="font-mono"
              onClick={() => {
                setDraft(completed(draft, name))
                field.current?.focus()
              }}
            >
              {name}
            </Button>
          ))}
          {names.length > MOST_OFFERED && <span className="text-muted">and {names.length - MOST_OFFERED} more</span>}
        </>
      )}
      {!command && names.length === 0 && (
        <p className="text-muted">Up and down go through what was typed; Tab completes a command; help explains one.</p>
      )}
    </div>
  )
}
