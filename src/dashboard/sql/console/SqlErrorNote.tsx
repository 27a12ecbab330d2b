import type { SqlError } from '#engines/postgres/protocol.ts'
import { Button } from '#ui/Button.tsx'
import { StatusIcon } from '#ui/Status.tsx'
import { lineAt } from './pick.ts'

interface SqlErrorNoteProps {
  error: SqlError & { readonly in: number | null }
  text: string
  onGo: (position: number) => void
}

/** What PostgreSQL said was wrong, beneath the text that it is about. */
export function SqlErrorNote({ error, text, onGo }: SqlErrorNoteProps) {
  const { code, message, detail, hint, in: position } = error
  const { line, column } = lineAt(text, position ?? 0)
  return (
    <div role="alert" className="flex items-start gap-2 border-t border-line bg-error-soft px-3 py-2 text-error-text">
      <StatusIcon tone="error" className="mt-1" />
      <div className="min-w-0 flex-1 break-words">
        <p>
          {message} <span className="text-muted">({code})</span>
        </p>
        {detail !== null && <p className="text-muted">{detail}</p>}
        {hint !== null && <p className="text-muted">{hint}</p>}
      </div>
      {position !== null && (
        <Button size="sm" onClick={() => onGo(position)}>
          Line {line}, column {column}
        </Button>
      )}
    </div>
  )
}
