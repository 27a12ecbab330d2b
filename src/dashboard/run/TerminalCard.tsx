import { CircleStop, Square, X } from 'lucide-react'
import { useEffect, useLayoutEffect, useRef, useState, type ClipboardEvent, type KeyboardEvent } from 'react'
import { call } from '#client/http.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { dynos } from '#platform/dynos/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { IconButton } from '#ui/IconButton.tsx'
import { AnsiText } from '#ui/log/AnsiText.tsx'
import { Status } from '#ui/Status.tsx'
import type { Terminal, TerminalView } from './terminal.ts'
import { closeTerminal, useView } from './terminals.ts'

const phases = {
  starting: { tone: 'busy', word: 'Starting' },
  busy: { tone: 'busy', word: 'Running' },
  waiting: { tone: 'ok', word: 'Waiting for a command' },
} as const

/** A terminal: what its shell printed, and the line to type the next command in. */
export function TerminalCard({ terminal }: { terminal: Terminal }) {
  const view = useView(terminal)
  const { dyno, app } = terminal
  const params = { app, dyno: dyno.name }
  const stop = useAction({
    run: () => call(dynos.stop, { params }),
    failed: `${dyno.name} was not stopped`,
  })
  return (
    <Card flush role="group" aria-label={`Terminal of ${dyno.name}`}>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-3 py-1.5">
        <span className="font-mono font-medium">{dyno.name}</span>
        <code className="min-w-0 flex-1 basis-24 truncate text-xs text-muted">{dyno.command}</code>
        <State view={view} />
        {view.phase === 'ended' ? (
          <IconButton
            size="sm"
            label={`Close the terminal of ${dyno.name}`}
            icon={<X size={14} />}
            onClick={() => closeTerminal(terminal)}
          />
        ) : (
          <span className="flex gap-1">
            <Button
              size="sm"
              variant="ghost"
              icon={<CircleStop size={14} />}
              reason={view.phase === 'busy' ? null : 'No command runs'}
              onClick={() => terminal.interrupt()}
            >
              Ctrl-C
            </Button>
            <ShowAs what={`Stop ${dyno.name}`} calls={[shown(dynos.stop, { params })]} />
            <Button
              size="sm"
              variant="ghost"
              icon={<Square size={12} />}
              aria-label={`Stop ${dyno.name}`}
              pending={stop.isPending}
              onClick={() => stop.mutate()}
            >
              Stop
            </Button>
          </span>
        )}
      </div>
      <Screen terminal={terminal} view={view} />
    </Card>
  )
}

function State({ view: { phase, outcome } }: { view: TerminalView }) {
  if (phase !== 'ended') return <Status tone={phases[phase].tone}>{phases[phase].word}</Status>
  return <Status tone={outcome?.ok ? 'ok' : 'error'}>{outcome?.text ?? 'Ended'}</Status>
}

function Screen({ terminal, view }: { terminal: Terminal; view: TerminalView }) {
  const screen = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const atEnd = useRef(true)
  const { lines, phase } = view
  useLayoutEffect(() => {
    const { current } = screen
    if (current && atEnd.current) current.scrollTop = current.scrollHeight
  }, [lines, phase])
  // A click anywhere types on, unless it is the end of selecting text.
  const focus = () => {
    if (getSelection()?.isCollapsed !== false) field.current?.focus({ preventScroll: true })
  }
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- the input line is reached by Tab
    <div
      ref={screen}
      onClick={focus}
      onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
        atEnd.current = scrollHeight - scrollTop - clientHeight < 24
      }}
      className="h-96 overflow-y-auto bg-sunken px-3 py-2 font-mono text-xs/5"
    >
      <div role="log" aria-label={`Output of ${terminal.dyno.name}`} tabIndex={0} className="wrap-anywhere whitespace-pre-wrap">
        {lines.map(({ id, text }) => (
          <div key={id} className="min-h-5">
            <AnsiText text={text} />
          </div>
        ))}
      </div>
      {phase !== 'ended' && <TypedLine terminal={terminal} view={view} field={field} />}
    </div>
  )
}

function TypedLine({
  terminal,
  view: { phase, prompt },
  field,
}: {
  terminal: Terminal
  view: TerminalView
  field: React.RefObject<HTMLInputElement | null>
}) {
  const [text, setText] = useState('')
  /** How many lines back in what was typed. */
  const [back, setBack] = useState(0)
  const [isNew] = useState(phase === 'starting')
  // Whoever opens a terminal is going to type in it; who comes back to one may want something else.
  useEffect(() => {
    if (isNew) field.current?.focus({ preventScroll: true })
  }, [isNew, field])
  const put = (next: string, from = 0) => {
    setText(next)
    setBack(from)
  }
  const recall = (from: number) => {
    if (from < 0 || from > terminal.typed.length) return
    put(from === 0 ? '' : (terminal.typed.at(-from) ?? ''), from)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const { key, ctrlKey, currentTarget } = event
    const control = ctrlKey && !event.altKey && !event.metaKey ? key.toLowerCase() : ''
    const chosen = currentTarget.selectionStart !== currentTarget.selectionEnd
    if (key === 'Enter') {
      terminal.type([text])
      put('')
    } else if (key === 'ArrowUp') recall(back + 1)
    else if (key === 'ArrowDown') recall(back - 1)
    else if (control === 'c' && !chosen) {
      terminal.interrupt(text)
      put('')
    } else if (control === 'd' && text === '') terminal.leave()
    else if (control === 'l') terminal.clear()
    else if (control === 'u') put('')
    else return
    event.preventDefault()
  }
  const onPaste = (event: ClipboardEvent<HTMLInputElement>) => {
    const lines = event.clipboardData.getData('text/plain').split(/\r?\n/)
    const last = lines.pop() ?? ''
    if (lines.length === 0) return
    event.preventDefault()
    terminal.type([text + (lines[0] ?? ''), ...lines.slice(1)])
    put(last)
  }
  return (
    <label className="flex min-h-6 items-center coarse:min-h-11">
      <span className="sr-only">Command for {terminal.dyno.name}</span>
      <span aria-hidden className="shrink-0 whitespace-pre">
        {prompt}
      </span>
      <input
        ref={field}
        value={text}
        spellCheck={false}
        autoCapitalize="off"
        autoCorrect="off"
        autoComplete="off"
        enterKeyHint="send"
        onChange={(event) => put(event.target.value)}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
        className="min-w-0 flex-1 bg-transparent py-0.5 outline-none coarse:text-lg"
      />
    </label>
  )
}
