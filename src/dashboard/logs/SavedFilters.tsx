import { Bookmark, Pencil, Trash2 } from 'lucide-react'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import { LazyPopover } from '#dashboard/shared/lazy-overlay.tsx'
import { Button } from '#ui/Button.tsx'
import { Field } from '#ui/Field.tsx'
import { FormError } from '#ui/FormError.tsx'
import { IconButton } from '#ui/IconButton.tsx'
import { Input } from '#ui/Input.tsx'
import { toast } from '#ui/toast.ts'
import { builtIn, nameProblem, queryProblem, type SavedFilter } from './saved.ts'
import { useSavedFilters } from './useSavedFilters.ts'

interface SavedFiltersProps {
  query: string
  onUse: (query: string) => void
}

/** Filters by name: some for everyone, and a person's own, which stay in this browser. */
export function SavedFilters({ query, onUse }: SavedFiltersProps) {
  // Another popover in its place is a closed one.
  const [turn, setTurn] = useState(0)
  const place = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    if (turn > 0) place.current?.querySelector('button')?.focus()
  }, [turn])
  const [filters, setFilters] = useSavedFilters()
  const [renamed, setRenamed] = useState<string | null>(null)
  const choose = (filter: SavedFilter) => {
    setTurn(turn + 1)
    onUse(filter.query)
  }
  const remove = (filter: SavedFilter) => {
    setFilters(filters.filter((each) => each !== filter))
    toast({ title: `Deleted the filter “${filter.name}”`, action: { label: 'Undo', run: () => setFilters(filters) } })
  }
  const rename = (filter: SavedFilter, name: string) => {
    setFilters(filters.map((each) => (each === filter ? { ...each, name } : each)))
    setRenamed(null)
  }
  return (
    <span ref={place}>
      <LazyPopover
        key={turn}
        trigger={
          <Button variant="secondary" icon={<Bookmark size={14} />}>
            Filters
          </Button>
        }
        title="Saved filters"
        align="end"
        className="w-96"
      >
        <ul aria-label="For everyone">
          {builtIn.map((filter) => (
            <li key={filter.name}>
              <Use filter={filter} current={filter.query === query} onUse={choose} />
            </li>
          ))}
        </ul>
        {filters.length > 0 && (
          <ul aria-label="Your own" className="mt-1 border-t border-line pt-1">
            {filters.map((filter) =>
              renamed === filter.name ? (
                <li key={filter.name} className="py-1">
                  <NameForm
                    label="New name"
                    action="Rename"
                    initial={filter.name}
                    problemOf={(name) => nameProblem(filters, name, filter.name)}
                    onName={(name) => rename(filter, name)}
                    onCancel={() => setRenamed(null)}
                  />
                </li>
              ) : (
                <li key={filter.name} className="flex items-center">
                  <Use filter={filter} current={filter.query === query} onUse={choose} />
                  <IconButton
                    size="sm"
                    label={`Rename ${filter.name}`}
                    icon={<Pencil size={13} />}
                    onClick={() => setRenamed(filter.name)}
                  />
                  <IconButton
                    size="sm"
                    label={`Delete ${filter.name}`}
                    icon={<Trash2 size={13} />}
                    onClick={() => remove(filter)}
                  />
                </li>
              ),
            )}
          </ul>
        )}
        <div className="mt-2 border-t border-line pt-2">
          <NameForm
            key={filters.length}
            label="Save this filter as"
            action="Save"
            reason={queryProblem(query)}
            problemOf={(name) => nameProblem(filters, name)}
            onName={(name) => setFilters([...filters, { name, query: query.trim() }])}
          />
        </div>
      </LazyPopover>
    </span>
  )
}

function Use({ filter, current, onUse }: { filter: SavedFilter; current: boolean; onUse: (filter: SavedFilter) => void }) {
  return (
    <button
      type="button"
      aria-current={current || undefined}
      onClick={() => onUse(filter)}
      className="min-h-9 w-full min-w-0 cursor-pointer rounded-sm px-2 py-1 text-left hover:bg-hover aria-current:bg-accent-soft coarse:min-h-11"
    >
      <span className="block truncate text-sm">{filter.name}</span>
      <span className="block truncate font-mono text-xs text-muted">{filter.query}</span>
    </button>
  )
}

interface NameFormProps {
  label: string
  action: string
  initial?: string
  /** Why nothing can be named now. */
  reason?: string | null
  problemOf: (name: string) => string | null
  onName: (name: string) => void
  onCancel?: () => void
}

function NameForm({ label, action, initial = '', reason, problemOf, onName, onCancel }: NameFormProps) {
  const [name, setName] = useState(initial)
  const [problem, setProblem] = useState<string | null>(null)
  const [tried, setTried] = useState(0)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (reason) return
    const found = problemOf(name)
    setProblem(found)
    if (found === null) onName(name.trim())
    else setTried(tried + 1)
  }
  return (
    <form onSubmit={submit} noValidate className="flex flex-wrap items-end gap-2">
      <Field label={label} error={problem} className="min-w-0 flex-1">
        <Input
          value={name}
          onChange={(event) => {
            setName(event.target.value)
            setProblem(null)
          }}
        />
      </Field>
      <Button type="submit" reason={reason}>
        {action}
      </Button>
      {onCancel && (
        <Button variant="ghost" onClick={onCancel}>
          Cancel
        </Button>
      )}
      <FormError attempt={tried}>{null}</FormError>
    </form>
  )
}
