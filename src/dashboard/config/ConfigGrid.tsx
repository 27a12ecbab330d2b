import { clsx } from 'clsx'
import { Eye, EyeOff, KeyRound, Plus, Trash2, Undo2 } from 'lucide-react'
import { useState, type FormEvent } from 'react'
import { CONFIG_KEY, configSizeProblem } from '#platform/config/contract.ts'
import type { ConfigChange as KeyChange } from '#platform/history/contract.ts'
import { Button } from '#ui/Button.tsx'
import { CopyButton } from '#ui/CopyButton.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { Field } from '#ui/Field.tsx'
import { FormError } from '#ui/FormError.tsx'
import { IconButton } from '#ui/IconButton.tsx'
import { Input, Textarea } from '#ui/Input.tsx'
import { SearchInput } from '#ui/SearchInput.tsx'
import { useMore } from '#ui/useMore.tsx'
import { LastChange } from './KeyHistory.tsx'
import type { ConfigDraft } from './useDraft.ts'

interface ConfigGridProps {
  now: Readonly<Record<string, string>>
  draft: ConfigDraft
  reason: string | null
  /** The id of what says why the values cannot be saved; null if they can. */
  wrong: string | null
  /** Who changed each, the newest change first. */
  history: ReadonlyMap<string, readonly KeyChange[]>
  /** Whether a .env can be pasted on the page. */
  pastes?: boolean
}

/** Names and values; values are hidden until somebody asks for one, or for all. */
export function ConfigGrid({ now, draft, reason, wrong, history, pastes = true }: ConfigGridProps) {
  const [words, setWords] = useState('')
  const [all, setAll] = useState(false)
  const [revealed, setRevealed] = useState<ReadonlySet<string>>(new Set())
  const keys = [...new Set([...Object.keys(now), ...Object.keys(draft.wanted)])].toSorted()
  const found = keys.filter((key) => key.toLowerCase().includes(words.trim().toLowerCase()))
  const [first, more] = useMore(found)
  const toggle = (key: string) => {
    const next = new Set(revealed)
    if (!next.delete(key)) next.add(key)
    setRevealed(next)
  }
  return (
    <>
      {keys.length > 0 && (
        <div className="flex items-center gap-2 border-b border-line p-2">
          <SearchInput
            label="Filter by name"
            value={words}
            onChange={(event) => setWords(event.target.value)}
            className="min-w-0 flex-1 sm:max-w-xs"
          />
          <span className="ml-auto text-xs whitespace-nowrap text-muted tabular-nums max-sm:hidden">
            {found.length === keys.length ? keys.length : `${found.length} of ${keys.length}`}
          </span>
          <Button size="sm" icon={all ? <EyeOff size={14} /> : <Eye size={14} />} aria-pressed={all} onClick={() => setAll(!all)}>
            {all ? 'Hide all' : 'Reveal all'}
          </Button>
        </div>
      )}
      {keys.length === 0 && (
        <EmptyState title="No config vars" icon={<KeyRound size={18} />} className="py-7!">
          {pastes ? 'Add the first one below, or paste a .env.' : 'Add the first one below.'}
        </EmptyState>
      )}
      {keys.length > 0 && found.length === 0 && <p className="p-4 text-muted">No name contains “{words}”.</p>}
      <ul aria-label="Config vars" className="divide-y divide-line">
        {first.map((key) => (
          <Row
            key={key}
            name={key}
            before={now[key] ?? null}
            value={draft.wanted[key] ?? null}
            revealed={all || revealed.has(key)}
            reason={reason}
            wrong={wrong}
            changes={history.get(key) ?? []}
            onReveal={() => toggle(key)}
            onChange={(value) => draft.set(key, value)}
            onRemove={() => draft.remove(key)}
            onRestore={() => draft.restore(key)}
          />
        ))}
      </ul>
      {more}
      <AddRow taken={draft.wanted} reason={reason} onAdd={draft.set} />
    </>
  )
}

interface RowProps {
  name: string
  /** Null when it is new. */
  before: string | null
  /** Null when it is to be removed. */
  value: string | null
  revealed: boolean
  reason: string | null
  wrong: string | null
  changes: readonly KeyChange[]
  onReveal: () => void
  onChange: (value: string) => void
  onRemove: () => void
  onRestore: () => void
}

function Row({ name, before, value, revealed, reason, wrong, changes, onReveal, onChange, onRemove, onRestore }: RowProps) {
  const kind = value === null ? 'removed' : before === null ? 'added' : value === before ? null : 'changed'
  const judged = wrong !== null && kind !== null ? { 'aria-invalid': true, 'aria-describedby': wrong } : {}
  const long = value !== null && (value.includes('\n') || value.length > 120)
  return (
    <li
      className={clsx(
        'grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-2 gap-y-1 py-1.5 pr-2 pl-4 sm:grid-cols-[minmax(0,16rem)_minmax(0,1fr)_auto]',
        kind !== null && 'shadow-[inset_2px_0_var(--color-accent)]',
      )}
    >
      <span className="grid min-w-0">
        <span
          className={clsx('truncate font-mono text-xs font-medium', kind === 'removed' && 'text-faint line-through')}
          data-hint={name.length > 28 ? name : undefined}
        >
          {name}
          {kind !== null && <span className="ml-2 font-sans font-normal text-accent-text no-underline">{kind}</span>}
        </span>
        <LastChange name={name} changes={changes} />
      </span>
      <span className="min-w-0 max-sm:order-last max-sm:col-span-2">
        {value === null && <span className="text-muted">Will be removed</span>}
        {value !== null && revealed && long && (
          <Textarea
            {...judged}
            code
            rows={2}
            aria-label={`Value of ${name}`}
            value={value}
            readOnly={reason !== null}
            onChange={(event) => onChange(event.target.value)}
            className="max-h-64"
          />
        )}
        {value !== null && revealed && !long && (
          <Input
            {...judged}
            code
            aria-label={`Value of ${name}`}
            value={value}
            readOnly={reason !== null}
            onChange={(event) => onChange(event.target.value)}
          />
        )}
        {value !== null && !revealed && (
          <button
            type="button"
            onClick={onReveal}
            aria-label={`Reveal ${name}`}
            className="flex h-8 w-full items-center rounded-md px-2.5 font-mono text-muted hover:bg-hover coarse:h-11"
          >
            <span aria-hidden>••••••••</span>
          </button>
        )}
      </span>
      <span className="flex">
        {value !== null && (
          <IconButton
            size="sm"
            label={revealed ? `Hide ${name}` : `Show ${name}`}
            icon={revealed ? <EyeOff size={14} /> : <Eye size={14} />}
            onClick={onReveal}
          />
        )}
        {value !== null && <CopyButton text={value} label={`Copy value of ${name}`} />}
        {kind === null ? (
          <IconButton size="sm" label={`Remove ${name}`} icon={<Trash2 size={14} />} reason={reason} onClick={onRemove} />
        ) : (
          <IconButton size="sm" label={`Undo the change of ${name}`} icon={<Undo2 size={14} />} onClick={onRestore} />
        )}
      </span>
    </li>
  )
}

function AddRow({
  taken,
  reason,
  onAdd,
}: {
  taken: Readonly<Record<string, string>>
  reason: string | null
  onAdd: (key: string, value: string) => void
}) {
  const [key, setKey] = useState('')
  const [value, setValue] = useState('')
  const name = key.trim()
  const [tried, setTried] = useState(0)
  const wrongName =
    name === ''
      ? null
      : !CONFIG_KEY.test(name)
        ? 'Letters, digits and underscores only, and no digit first'
        : Object.hasOwn(taken, name)
          ? `${name} is there already: change it above`
          : null
  const wrongValue = name === '' || wrongName ? null : configSizeProblem({ ...taken, [name]: value })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (reason || name === '') return
    setTried(tried + 1)
    if (wrongName ?? wrongValue) return
    onAdd(name, value)
    setKey('')
    setValue('')
    setTried(0)
    event.currentTarget.querySelector('input')?.focus()
  }
  return (
    <form
      onSubmit={submit}
      className="grid grid-cols-1 items-start gap-2 border-t border-line bg-sunken/50 p-2 sm:grid-cols-[minmax(0,16rem)_minmax(0,1fr)_auto]"
    >
      <Field label="Name of a new config var" hideLabel error={wrongName}>
        <Input code placeholder="NAME" value={key} onChange={(event) => setKey(event.target.value)} />
      </Field>
      <Field label="Value of a new config var" hideLabel optional error={wrongValue}>
        <Input code placeholder="value" value={value} onChange={(event) => setValue(event.target.value)} />
      </Field>
      <Button type="submit" icon={<Plus size={14} />} reason={reason ?? (name === '' ? 'Type a name first' : null)}>
        Add
      </Button>
      <FormError attempt={(wrongName ?? wrongValue) ? tried : 0}>{null}</FormError>
    </form>
  )
}
