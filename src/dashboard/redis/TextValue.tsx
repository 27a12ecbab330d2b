import { useState, type FormEvent } from 'react'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { sentence } from '#dashboard/shared/errors.ts'
import type { KeyPage } from '#platform/redis/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { CopyButton } from '#ui/CopyButton.tsx'
import { Field } from '#ui/Field.tsx'
import { FormError } from '#ui/FormError.tsx'
import { Textarea } from '#ui/Input.tsx'
import { toast } from '#ui/toast.ts'
import { quoted, toBytes, toText } from './bytes.ts'
import { useRun, useShownRun } from './useRun.ts'

/** The text of a key, to be read and changed. Of a long one the beginning. */
export function TextValue({ data }: { data: KeyPage }) {
  const [bytes = ''] = data.elements
  const text = toText(bytes)
  if (bytes.length < data.size) return <Shown text={text ?? quoted(bytes)} note={`The first ${bytes.length / 1024} KB of it.`} />
  if (text === null || text.includes('\0'))
    return <Shown text={quoted(bytes)} note="Not all of it is text, so it can only be changed by the console." />
  return <Form key={bytes} data={data} text={text} />
}

/** What scrolls by itself has to be reached by the keyboard. */
const scrolling = { tabIndex: 0, role: 'region', 'aria-label': 'Value, scrolling' }

function Shown({ text, note }: { text: string; note: string }) {
  return (
    <Section title="Value" description={note}>
      <Card flush>
        <pre {...scrolling} className="max-h-96 overflow-auto px-3 py-2 font-mono text-xs wrap-anywhere whitespace-pre-wrap">
          {text}
        </pre>
      </Card>
    </Section>
  )
}

function Form({ data: { key }, text }: { data: KeyPage; text: string }) {
  const [value, setValue] = useState(text)
  const shownRun = useShownRun()
  const commands = [['SET', key, toBytes(value), 'KEEPTTL']]
  const run = useRun({
    failed: 'It was not changed',
    quiet: true,
    done: () => toast({ title: 'The value was changed', tone: 'ok' }),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (value !== text) run.mutate(commands)
  }
  const pretty = asJson(value)
  return (
    <Section title="Value" actions={<CopyButton text={value} label="Copy value" />}>
      <Card>
        <form onSubmit={submit} className="grid gap-3" noValidate>
          <Field label="Value" hideLabel>
            <Textarea code rows={4} className="max-h-96" value={value} onChange={(event) => setValue(event.target.value)} />
          </Field>
          <FormError attempt={run.error}>{run.error && sentence(run.error)}</FormError>
          <div className="flex flex-wrap items-center gap-2">
            <Button
              type="submit"
              variant="primary"
              pending={run.isPending}
              reason={value === text ? 'Change something first' : null}
            >
              Save
            </Button>
            <Button
              variant="ghost"
              reason={pretty === null ? 'It is no JSON' : pretty === value ? 'It is on several lines already' : null}
              onClick={() => pretty !== null && setValue(pretty)}
            >
              Indent JSON
            </Button>
            <ShowAs what="Change the value" calls={[shownRun(commands)]} />
          </div>
        </form>
      </Card>
    </Section>
  )
}

/** JSON on several lines; null for what is none, or only one word of it. */
function asJson(text: string): string | null {
  if (!/^\s*[[{]/.test(text)) return null
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return null
  }
}
