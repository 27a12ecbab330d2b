import { CornerUpLeft, Trash2 } from 'lucide-react'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { formatNumber } from '#ui/format.ts'
import { IconButton } from '#ui/IconButton.tsx'
import { Status } from '#ui/Status.tsx'
import { useMore } from '#ui/useMore.tsx'
import type { Entry, SqlConsole } from './console.ts'

interface HistoryProps {
  console: SqlConsole
  history: readonly Entry[]
  /** Puts one into the editor. */
  onTake: (sql: string) => void
}

/** What was run, to be run again. */
export function History({ console, history, onTake }: HistoryProps) {
  const [first, more] = useMore(history)
  if (history.length === 0) return null
  return (
    <Section
      title="History"
      description="What you ran, kept in this browser."
      actions={
        <Button size="sm" icon={<Trash2 size={13} />} onClick={() => console.forget()}>
          Forget
        </Button>
      }
    >
      <Card flush>
        <ol aria-label="History" className="divide-y divide-line">
          {first.map((entry) => (
            <li key={entry.sql} className="flex flex-wrap items-center gap-x-3 px-3 py-1.5">
              <code className="min-w-0 flex-1 basis-56 truncate text-xs">{entry.sql.replaceAll(/\s+/g, ' ')}</code>
              <Status tone={entry.rows === null ? 'error' : 'ok'}>
                {entry.rows === null ? 'Failed' : `${formatNumber(entry.rows)} ${entry.rows === 1 ? 'row' : 'rows'}`}
              </Status>
              <span className="ml-auto text-right text-muted tabular-nums sm:w-20">{formatNumber(entry.ms)} ms</span>
              <IconButton
                size="sm"
                label={`Edit ${entry.sql.slice(0, 60)}`}
                icon={<CornerUpLeft size={13} />}
                onClick={() => onTake(entry.sql)}
              />
            </li>
          ))}
        </ol>
        {more}
      </Card>
    </Section>
  )
}
