import { Autocomplete } from '@base-ui/react/autocomplete'
import { Dialog } from '@base-ui/react/dialog'
import { Search } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { Link } from 'react-router'
import { CopyButton } from './CopyButton.tsx'
import { Kbd } from './Kbd.tsx'
import { Spinner } from './Spinner.tsx'

export interface Command {
  id: string
  label: string
  /** Words it is found by besides its label. */
  keywords?: string
  icon?: ReactNode
  /** Beside the label, quieter: where the thing belongs. */
  detail?: string
  shortcut?: string
  /** Goes somewhere: the row is a link then. */
  to?: string
  run?: () => void
  /** The same as one would type it in a shell; shown, ready to be copied, while it is the one that Enter chooses. */
  typed?: string
  /** Why it cannot be run now. */
  reason?: string | null
}

export interface CommandGroup {
  label: string
  commands: readonly Command[]
}

export interface CommandPaletteProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  /** Given by the caller, recents first; filtered here unless `filtered`. */
  groups: readonly CommandGroup[]
  query: string
  onQueryChange: (query: string) => void
  /** The groups already fit the query, as when a server searched. */
  filtered?: boolean
  /** More may come. */
  loading?: boolean
  placeholder?: string
  /** When the field is ready to be typed into. */
  onFocus?: () => void
  /** After a command was chosen, to remember it. */
  onChoose?: (command: Command) => void
}

/** Everything within a few keys: type, choose with the arrows, Enter. The commands come from the caller. */
export function CommandPalette(props: CommandPaletteProps) {
  const { open, onOpenChange, query, onQueryChange, loading, placeholder = 'Search pages and actions' } = props
  const groups = props.filtered ? props.groups : filterCommands(props.groups, query)
  const items = groups.map((group) => ({ value: group.label, items: group.commands }))
  const [marked, setMarked] = useState<Command>()
  const count = items.reduce((sum, group) => sum + group.items.length, 0)
  const choose = (command: Command) => {
    if (command.reason) return
    onOpenChange(false)
    props.onChoose?.(command)
    command.run?.()
  }
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Dialog.Viewport className="fixed inset-0 z-40 flex items-start justify-center px-3 pt-3 pb-8 sm:pt-[14vh]">
          <Dialog.Popup
            aria-label="Command palette"
            className="overlay-box flex max-h-full w-full max-w-xl flex-col overflow-hidden rounded-xl transition duration-100 ease-out outline-none data-ending-style:opacity-0 data-starting-style:-translate-y-1 data-starting-style:opacity-0 sm:max-h-[60vh]"
          >
            <Autocomplete.Root
              open
              inline
              mode="none"
              items={items}
              value={query}
              onValueChange={onQueryChange}
              itemToStringValue={(command: Command) => command.label}
              autoHighlight="always"
              onItemHighlighted={setMarked}
              keepHighlight
            >
              <div className="flex items-center gap-2.5 border-b border-line px-4">
                {loading ? <Spinner className="text-muted" /> : <Search size={16} aria-hidden className="shrink-0 text-muted" />}
                <Autocomplete.Input
                  aria-label={placeholder}
                  placeholder={`${placeholder}…`}
                  onFocus={props.onFocus}
                  className="h-12 min-w-0 flex-1 bg-transparent text-lg outline-none sm:text-base"
                />
                <Kbd keys="esc" className="coarse:hidden" />
              </div>
              <Autocomplete.Status className="sr-only">{loading ? 'Searching' : `${count} results`}</Autocomplete.Status>
              <div className="min-h-0 overflow-y-auto overscroll-contain p-1.5">
                {count === 0 && (
                  <p className="px-3 py-8 text-center text-muted">{loading ? 'Searching…' : `Nothing found for “${query}”.`}</p>
                )}
                <Autocomplete.List>
                  {(group: { value: string; items: readonly Command[] }) => (
                    <Autocomplete.Group key={group.value} items={group.items} className="not-first:mt-1.5">
                      <Autocomplete.GroupLabel className="px-2.5 pt-1 pb-1 text-2xs font-medium text-faint">
                        {group.value}
                      </Autocomplete.GroupLabel>
                      <Autocomplete.Collection>
                        {(command: Command) => <Row key={command.id} command={command} choose={choose} />}
                      </Autocomplete.Collection>
                    </Autocomplete.Group>
                  )}
                </Autocomplete.List>
              </div>
              <div className="flex h-10 shrink-0 items-center gap-2 border-t border-line pr-2 pl-4 text-xs text-muted">
                {marked?.typed === undefined ? (
                  'Arrows move, Enter chooses.'
                ) : (
                  <>
                    <code className="min-w-0 flex-1 truncate font-mono" data-hint={marked.typed}>
                      <span aria-hidden className="mr-2 text-faint select-none">
                        $
                      </span>
                      {marked.typed}
                    </code>
                    <CopyButton text={marked.typed} label="Copy the command" />
                  </>
                )}
              </div>
            </Autocomplete.Root>
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function Row({ command, choose }: { command: Command; choose: (command: Command) => void }) {
  const { label, icon, detail, shortcut, to, reason } = command
  return (
    <Autocomplete.Item
      value={command}
      onClick={() => choose(command)}
      disabled={Boolean(reason)}
      render={to !== undefined && !reason ? <Link to={to} tabIndex={-1} /> : undefined}
      className="flex min-h-9 cursor-pointer items-center gap-2.5 rounded-md px-2.5 py-1 data-disabled:cursor-not-allowed data-disabled:text-faint data-highlighted:bg-hover coarse:min-h-11"
    >
      {icon && <span className="grid size-4 shrink-0 place-items-center text-muted">{icon}</span>}
      <span className="min-w-0 truncate">{label}</span>
      <span className="min-w-0 flex-1 truncate text-xs text-faint">{reason ?? detail}</span>
      {shortcut && <Kbd keys={shortcut} className="shrink-0" />}
    </Autocomplete.Item>
  )
}

/** The commands in which every word of the query occurs; those whose label begins with it come first. */
export function filterCommands(groups: readonly CommandGroup[], query: string): CommandGroup[] {
  const words = query.trim().toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return groups.filter((group) => group.commands.length > 0)
  const rank = (command: Command) => (command.label.toLowerCase().startsWith(words.join(' ')) ? 0 : 1)
  return groups
    .map(({ label, commands }) => ({
      label,
      commands: commands
        .filter((command) => {
          const text = `${command.label} ${command.keywords ?? ''} ${command.detail ?? ''} ${label}`.toLowerCase()
          return words.every((word) => text.includes(word))
        })
        .toSorted((a, b) => rank(a) - rank(b)),
    }))
    .filter((group) => group.commands.length > 0)
}
