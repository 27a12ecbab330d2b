import { CircleStop, Gauge, Play, Scissors, SquareTerminal } from 'lucide-react'
import type { Content } from '#platform/postgres/contract.ts'
import { Button } from '#ui/Button.tsx'
import { CopyButton } from '#ui/CopyButton.tsx'
import { IconButton } from '#ui/IconButton.tsx'
import { NativeSelect } from '#ui/NativeSelect.tsx'
import { Status } from '#ui/Status.tsx'
import { Switch } from '#ui/Switch.tsx'
import { Toolbar } from '#ui/Toolbar.tsx'
import type { ConsoleView } from './console.ts'

interface ConsoleBarProps {
  view: ConsoleView
  credentials: Content['credentials']
  /** The name of the credential that is used. */
  login: string
  onLogin: (name: string) => void
  readonly: boolean
  /** Why it cannot be written to; null where it can. */
  onlyRead: string | null
  onReadonly: (on: boolean) => void
  /** Why there is nothing to run. */
  reason: string | null
  /** The same for a shell. */
  command: () => string
  onSave: () => void
  onExplain: () => void
  onRun: (all: boolean) => void
  onCancel: () => void
  onEnd: (sql: 'commit' | 'rollback') => void
}

/** How SQL is run: as whom, whether it may write; and what is done with it. */
export function ConsoleBar(props: ConsoleBarProps) {
  const { view, credentials, login, readonly, onlyRead, reason, command } = props
  const { running } = view
  return (
    <Toolbar label="How it is run" className="gap-x-4! border-b border-line px-3 py-2">
      <label className="flex items-center gap-2 text-muted">
        As
        <NativeSelect className="w-40" value={login} onChange={({ target }) => props.onLogin(target.value)}>
          {credentials.map(({ name, permission }) => (
            <option key={name} value={name}>
              {name}
              {permission === 'readonly' ? ' (reads)' : ''}
            </option>
          ))}
        </NativeSelect>
      </label>
      <Switch
        label="Read-only"
        checked={readonly}
        reason={onlyRead}
        onChange={({ target }) => props.onReadonly(target.checked)}
      />
      <Transaction view={view} onEnd={props.onEnd} />
      <span className="ml-auto flex flex-wrap gap-1.5">
        <CopyButton label="Copy as a command for pg:psql" icon={<SquareTerminal size={14} />} text={command} />
        <Button icon={<Scissors size={14} />} reason={reason} onClick={props.onSave}>
          Save as dataclip
        </Button>
        <Button icon={<Gauge size={14} />} reason={reason} pending={running} onClick={props.onExplain}>
          Explain
        </Button>
        <Button reason={reason} pending={running} shortcut="mod+shift+enter" onClick={() => props.onRun(true)}>
          Run all
        </Button>
        <IconButton
          label="Cancel what runs"
          icon={<CircleStop size={15} />}
          reason={running ? null : 'Nothing runs'}
          onClick={props.onCancel}
        />
        <Button
          variant="primary"
          icon={<Play size={14} />}
          reason={reason}
          pending={running}
          shortcut="mod+enter"
          onClick={() => props.onRun(false)}
        >
          Run
        </Button>
      </span>
    </Toolbar>
  )
}

/** Whether what was changed waits to be committed. */
function Transaction({ view: { transaction, running }, onEnd }: Pick<ConsoleBarProps, 'view' | 'onEnd'>) {
  if (transaction === 'none') return null
  const failed = transaction === 'failed'
  return (
    <span className="flex flex-wrap items-center gap-2">
      <Status tone={failed ? 'error' : 'warn'} hint="Rolled back when nothing is run for a minute">
        {failed ? 'Transaction failed' : 'Transaction open'}
      </Status>
      <Button
        size="sm"
        pending={running}
        reason={failed && 'After an error it can only be rolled back'}
        onClick={() => onEnd('commit')}
      >
        Commit
      </Button>
      <Button size="sm" pending={running} onClick={() => onEnd('rollback')}>
        Roll back
      </Button>
    </span>
  )
}
