import { Pencil, Plus, Trash2 } from 'lucide-react'
import { useState, type FormEvent } from 'react'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { sentence } from '#dashboard/shared/errors.ts'
import type { KeyPage } from '#platform/redis/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { Field } from '#ui/Field.tsx'
import { IconButton } from '#ui/IconButton.tsx'
import { Input } from '#ui/Input.tsx'
import { Table, Td, Th, Tr } from '#ui/Table.tsx'
import { readable, toBytes } from './bytes.ts'
import { shapes } from './shapes.ts'
import { useRun, useShownRun } from './useRun.ts'
import { sizeWords } from './words.ts'

const widths: Record<keyof typeof shapes, string> = {
  hash: 'w-1/3 max-w-0 align-top',
  list: 'align-top whitespace-nowrap text-muted',
  set: 'w-full max-w-0 align-top',
  zset: 'w-2/3 max-w-0 align-top',
}

interface ElementsProps {
  data: KeyPage
  type: keyof typeof shapes
}

/** What a list, hash or set holds, to be read, changed, added to and removed from. */
export function Elements({ data, type }: ElementsProps) {
  const shape = shapes[type]
  const { key, size } = data
  const rows = shape.rows(data.elements)
  const [editing, setEditing] = useState<string | null>(null)
  const run = useRun({ failed: 'It was not changed', done: () => setEditing(null) })
  const [nameHeading, valueHeading] = shape.headings
  return (
    <Section
      title={`${nameHeading === 'Index' ? 'Element' : nameHeading}s`}
      description={rows.length < size ? `The first ${rows.length} of ${sizeWords(data)}.` : undefined}
    >
      <Card flush>
        <Table label="What it holds">
          <thead>
            <tr>
              <Th>{nameHeading}</Th>
              {valueHeading && <Th>{valueHeading}</Th>}
              <Th>
                <span className="sr-only">Actions</span>
              </Th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Tr key={row.name}>
                <Td className={widths[type]}>
                  <code className="block py-1 font-mono text-xs wrap-anywhere whitespace-pre-wrap">{readable(row.name)}</code>
                </Td>
                {row.value !== null && (
                  <Td className={type === 'list' ? 'w-full max-w-0 align-top' : 'max-w-0 align-top'}>
                    {editing === row.name ? (
                      <Edit
                        label={`${valueHeading} of ${readable(row.name)}`}
                        value={readable(row.value)}
                        pending={run.isPending}
                        save={(value) => run.mutate([shape.change(key, row, toBytes(value))])}
                        cancel={() => setEditing(null)}
                      />
                    ) : (
                      <code className="block max-h-40 overflow-hidden py-1 font-mono text-xs wrap-anywhere whitespace-pre-wrap">
                        {readable(row.value)}
                      </code>
                    )}
                  </Td>
                )}
                <Td className="text-right align-top whitespace-nowrap">
                  {row.value !== null && editing !== row.name && (
                    <IconButton
                      size="sm"
                      label={`Change ${readable(row.name)}`}
                      icon={<Pencil size={13} />}
                      onClick={() => setEditing(row.name)}
                    />
                  )}
                  <IconButton
                    size="sm"
                    label={`Remove ${readable(row.name)}`}
                    icon={<Trash2 size={13} />}
                    onClick={() => run.mutate(shape.remove(key, row))}
                  />
                </Td>
              </Tr>
            ))}
          </tbody>
        </Table>
        <Add data={data} type={type} />
      </Card>
    </Section>
  )
}

interface EditProps {
  label: string
  value: string
  pending: boolean
  save: (value: string) => void
  cancel: () => void
}

function Edit({ label, value: before, pending, save, cancel }: EditProps) {
  const [value, setValue] = useState(before)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (value !== before) save(value)
    else cancel()
  }
  return (
    <form onSubmit={submit} className="flex flex-wrap items-center gap-2" noValidate>
      <Field label={label} hideLabel className="min-w-32 flex-1">
        <Input
          code
          autoFocus
          value={value}
          onChange={(event) => setValue(event.target.value)}
          onKeyDown={(event) => event.key === 'Escape' && cancel()}
        />
      </Field>
      <Button size="sm" type="submit" pending={pending}>
        Save
      </Button>
      <Button size="sm" variant="ghost" onClick={cancel}>
        Cancel
      </Button>
    </form>
  )
}

function Add({ data: { key }, type }: ElementsProps) {
  const shape = shapes[type]
  const [first, setFirst] = useState('')
  const [second, setSecond] = useState('')
  const shownRun = useShownRun()
  const values = [first, second].slice(0, shape.asks.length).map(toBytes)
  const command = shape.add(key, values)
  const run = useRun({
    failed: 'It was not added',
    quiet: true,
    done: () => {
      setFirst('')
      setSecond('')
    },
  })
  const reason =
    first === '' ? `Type ${shape.asks[0] === 'Element' ? 'an element' : `a ${shape.asks[0].toLowerCase()}`} first` : null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (reason === null) run.mutate([command])
  }
  return (
    <form onSubmit={submit} className="flex flex-wrap items-start gap-2 border-t border-line p-2" noValidate>
      <Field
        label={`New ${shape.asks[0].toLowerCase()}`}
        hideLabel
        error={run.error && sentence(run.error)}
        className="min-w-32 flex-1"
      >
        <Input code placeholder={shape.asks[0].toLowerCase()} value={first} onChange={(event) => setFirst(event.target.value)} />
      </Field>
      {shape.asks[1] && (
        <Field label={`New ${shape.asks[1].toLowerCase()}`} hideLabel className="min-w-32 flex-1">
          <Input
            code
            placeholder={shape.asks[1].toLowerCase()}
            value={second}
            onChange={(event) => setSecond(event.target.value)}
          />
        </Field>
      )}
      <Button type="submit" icon={<Plus size={14} />} pending={run.isPending} reason={reason}>
        Add
      </Button>
      <ShowAs what="Add to the key" calls={[shownRun([command])]} />
    </form>
  )
}
