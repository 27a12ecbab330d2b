import { useState } from 'react'
import { Button } from '#ui/Button.tsx'
import { CopyButton } from '#ui/CopyButton.tsx'
import { Field } from '#ui/Field.tsx'
import { Textarea } from '#ui/Input.tsx'
import { diffConfig, parseDotenv, serializeDotenv } from './dotenv.ts'
import { Problems } from './Problems.tsx'

interface RawEditorProps {
  values: Readonly<Record<string, string>>
  reason: string | null
  onApply: (values: Readonly<Record<string, string>>) => void
}

/** All config vars as the text of a `.env`. Applying makes a draft of it; what is not in it is removed. */
export function RawEditor({ values, reason, onApply }: RawEditorProps) {
  const [text, setText] = useState(() => serializeDotenv(values))
  const { vars, problems, duplicates } = parseDotenv(text)
  const changes = diffConfig(values, vars)
  const blocked =
    reason ??
    (problems.length > 0 ? 'Mend the lines that cannot be read first' : changes.length === 0 ? 'Change something first' : null)
  return (
    <div className="grid gap-3 p-3">
      <Field
        label="Config vars as .env"
        hint="One NAME=value a line. Quotes, comments and values over several lines are understood."
      >
        <Textarea
          code
          rows={10}
          value={text}
          readOnly={reason !== null}
          onChange={(event) => setText(event.target.value)}
          className="max-h-[60vh]"
        />
      </Field>
      <Problems problems={problems} duplicates={duplicates} />
      <div className="flex items-center justify-end gap-2">
        <span role="status" className="mr-auto text-muted">
          {changes.length === 0 ? 'No changes' : `${changes.length} ${changes.length === 1 ? 'change' : 'changes'}`}
        </span>
        <CopyButton text={text} label="Copy as .env" />
        <Button reason={blocked} onClick={() => onApply(vars)}>
          Preview changes
        </Button>
      </div>
    </div>
  )
}
