import { useState } from 'react'
import { FormDialog } from '#dashboard/shared/FormDialog.tsx'
import { useSearch } from '#dashboard/shared/useSearch.ts'
import type { Key } from '#platform/redis/contract.ts'
import { Field } from '#ui/Field.tsx'
import { Input, Textarea } from '#ui/Input.tsx'
import { NativeSelect } from '#ui/NativeSelect.tsx'
import { NumberField } from '#ui/NumberField.tsx'
import { toBytes } from './bytes.ts'
import { shapes } from './shapes.ts'
import { useRun, useShownRun } from './useRun.ts'
import { typeNames } from './words.ts'

const types: readonly Key['type'][] = ['string', 'hash', 'list', 'set', 'zset']

/** Asks for a key and the first of what it shall hold. */
export function NewKey({ close }: { close: () => void }) {
  const [, change] = useSearch()
  const [name, setName] = useState('')
  const [type, setType] = useState<Key['type']>('string')
  const [first, setFirst] = useState('')
  const [second, setSecond] = useState('')
  const [seconds, setSeconds] = useState<number | null>(null)
  const shownRun = useShownRun()
  const shape = type === 'string' ? null : shapes[type]
  const key = toBytes(name)
  const values = [first, second].slice(0, shape?.asks.length ?? 1).map(toBytes)
  const commands = [
    shape ? shape.add(key, values) : ['SET', key, values[0] ?? ''],
    ...(seconds === null ? [] : [['EXPIRE', key, String(seconds)]]),
  ]
  const run = useRun({
    failed: 'The key was not added',
    quiet: true,
    done: () => {
      close()
      change(() => new URLSearchParams({ key }))
    },
  })
  const wrong = name === '' ? 'A key needs a name' : seconds !== null && seconds < 1 ? 'At least one second' : null
  return (
    <FormDialog
      title="Add a key"
      action="Add key"
      reason={wrong}
      attempt={run}
      calls={[shownRun(commands)]}
      onSubmit={() => run.mutate(commands)}
      close={close}
    >
      <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_9rem]">
        <Field label="Name">
          <Input code value={name} placeholder="session:42" onChange={(event) => setName(event.target.value)} />
        </Field>
        <Field label="Type">
          <NativeSelect value={type} onChange={(event) => setType(types.find((each) => each === event.target.value) ?? 'string')}>
            {types.map((each) => (
              <option key={each} value={each}>
                {typeNames[each]}
              </option>
            ))}
          </NativeSelect>
        </Field>
      </div>
      {shape ? (
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={shape.asks[0]}>
            <Input code value={first} onChange={(event) => setFirst(event.target.value)} />
          </Field>
          {shape.asks[1] && (
            <Field label={shape.asks[1]}>
              <Input code value={second} onChange={(event) => setSecond(event.target.value)} />
            </Field>
          )}
        </div>
      ) : (
        <Field label="Value">
          <Textarea code rows={3} value={first} onChange={(event) => setFirst(event.target.value)} />
        </Field>
      )}
      <Field label="Expires after seconds" optional className="max-w-52">
        <NumberField value={seconds} min={1} onChange={setSeconds} />
      </Field>
    </FormDialog>
  )
}
