import { clsx } from 'clsx'
import { ListFilter, X } from 'lucide-react'
import { useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react'
import { IconButton } from '#ui/IconButton.tsx'
import { useShortcut } from '#ui/keyboard/useShortcut.ts'
import { complete, type KnownValues, type Suggestion } from './complete.ts'
import { parseQuery } from './query.ts'

interface QueryFieldProps {
  query: string
  onQuery: (query: string) => void
  /** Values that occur, for the suggestions. */
  known: KnownValues
}

/** How long after the last key a query is used, in ms. */
const PAUSE_MS = 250

/** The filter as text, with suggestions while it is typed. What is wrong with it stands beneath; until then the last good one holds. */
export function QueryField({ query, onQuery, known }: QueryFieldProps) {
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const { draft, setDraft, apply } = useDraft(query, onQuery)
  const [cursor, setCursor] = useState<number | null>(null)
  const [active, setActive] = useState(-1)
  const { problem } = parseQuery(draft)
  const completion = cursor === null ? null : complete(draft, cursor, known)
  const suggestions = completion?.suggestions ?? []
  const open = suggestions.length > 0
  const close = () => {
    setCursor(null)
    setActive(-1)
  }
  const accept = ({ insert }: Suggestion) => {
    if (!completion || !input.current) return
    const next = draft.slice(0, completion.from) + insert + draft.slice(completion.to)
    const place = completion.from + insert.length
    setDraft(next)
    setActive(-1)
    // After a key its values follow.
    setCursor(insert.endsWith(':') ? place : null)
    input.current.value = next
    input.current.setSelectionRange(place, place)
    input.current.focus()
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const chosen = suggestions[active]
    if (step !== 0) {
      event.preventDefault()
      if (open) setActive((active + step + suggestions.length + (active < 0 && step < 0 ? 1 : 0)) % suggestions.length)
      else setCursor(event.currentTarget.selectionStart)
    } else if ((event.key === 'Enter' || event.key === 'Tab') && chosen) {
      event.preventDefault()
      accept(chosen)
    } else if (event.key === 'Enter') {
      close()
      apply(draft)
      if (problem) event.currentTarget.setSelectionRange(problem.at, problem.end)
    } else if (event.key === 'Escape') {
      event.preventDefault()
      if (open) close()
      else if (draft === '') event.currentTarget.blur()
      else apply('')
    }
  }
  useShortcut('/', () => input.current?.select(), { label: 'Filter the log', group: 'Log' })
  return (
    <div className="min-w-0 flex-1">
      <div className="relative flex items-center">
        <ListFilter size={14} aria-hidden className="pointer-events-none absolute left-2.5 text-muted" />
        <input
          ref={input}
          type="text"
          role="combobox"
          aria-label="Filter the log"
          aria-expanded={open}
          aria-controls={`${id}list`}
          aria-autocomplete="list"
          aria-activedescendant={open && active >= 0 ? `${id}${active}` : undefined}
          aria-invalid={problem !== null || undefined}
          aria-describedby={`${id}note`}
          aria-keyshortcuts="/"
          placeholder='status:>=500 "could not" -healthcheck'
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          value={draft}
          onChange={(event) => {
            setDraft(event.target.value)
            setCursor(event.target.selectionStart)
            setActive(-1)
          }}
          onKeyDown={onKeyDown}
          onBlur={() => {
            close()
            apply(draft)
          }}
          className="field-box pr-9 pl-8 font-mono"
        />
        {draft !== '' && (
          <span className="absolute right-0.5">
            <IconButton
              size="sm"
              label="Clear the filter"
              icon={<X size={14} />}
              onClick={() => {
                apply('')
                input.current?.focus()
              }}
            />
          </span>
        )}
        <div
          id={`${id}list`}
          role="listbox"
          aria-label="Suggestions"
          hidden={!open}
          className="overlay-box absolute top-full left-0 z-30 mt-1 max-h-72 w-96 max-w-full overflow-y-auto p-1"
        >
          {suggestions.map((suggestion, index) => (
            <Option
              key={suggestion.insert}
              id={`${id}${index}`}
              suggestion={suggestion}
              active={index === active}
              onAccept={() => accept(suggestion)}
            />
          ))}
        </div>
      </div>
      <p
        id={`${id}note`}
        aria-live="polite"
        className={clsx('min-h-5 pt-0.5 text-xs', problem ? 'text-error-text' : 'text-muted')}
      >
        {problem
          ? `At character ${problem.at + 1}: ${problem.message}`
          : 'Every term has to fit. Several values: dyno:web.1,web.2'}
      </p>
    </div>
  )
}

interface OptionProps {
  id: string
  suggestion: Suggestion
  active: boolean
  onAccept: () => void
}

function Option({ id, suggestion, active, onAccept }: OptionProps) {
  const element = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (active) element.current?.scrollIntoView({ block: 'nearest' })
  }, [active])
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the field keeps the focus and handles the keys
    <div
      ref={element}
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={active}
      onPointerDown={(event) => event.preventDefault()}
      onClick={onAccept}
      className="flex min-h-7 cursor-pointer items-center justify-between gap-4 rounded-sm px-2 hover:bg-hover aria-selected:bg-hover coarse:min-h-11"
    >
      <span className="font-mono text-xs">{suggestion.insert}</span>
      <span className="truncate text-xs text-muted">{suggestion.about}</span>
    </div>
  )
}

/** What is typed, and used once it is right and the typing pauses; follows the query when something else changes it. */
function useDraft(query: string, onQuery: (query: string) => void) {
  const [{ draft, known, used }, setState] = useState({ draft: query, known: query, used: query })
  if (query !== known) setState({ draft: query === used ? draft : query, known: query, used: query })
  const setDraft = (next: string) => setState((before) => ({ ...before, draft: next }))
  const apply = (next: string) => {
    if (parseQuery(next).problem) return
    setState((before) => ({ ...before, draft: next, used: next }))
    if (next !== query) onQuery(next)
  }
  const latest = useRef(apply)
  // Both as soon as it is drawn: a timer that went off before would put back what was there, and so undo what was chosen elsewhere.
  useLayoutEffect(() => {
    latest.current = apply
  })
  useLayoutEffect(() => {
    if (draft === used) return
    const timer = setTimeout(() => latest.current(draft), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [draft, used])
  return { draft, setDraft, apply }
}
