import { useQuery } from '@tanstack/react-query'
import { Table2 } from 'lucide-react'
import { useId, useState, type FormEvent } from 'react'
import { useAddon } from '#dashboard/addons/useAddon.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { sentence } from '#dashboard/shared/errors.ts'
import { Button } from '#ui/Button.tsx'
import { Dialog } from '#ui/Dialog.tsx'
import { Field } from '#ui/Field.tsx'
import { FormError } from '#ui/FormError.tsx'
import { NativeSelect } from '#ui/NativeSelect.tsx'
import { toast } from '#ui/toast.ts'
import { contentOf } from './ask.ts'
import { runSql } from './database.ts'
import { useOnlyRead } from './useOnlyRead.ts'

const samples = {
  shop: 'A shop: customers, products, orders',
  blog: 'A blog: authors, posts, comments',
  payments: 'Payments: merchants, cards, charges',
  api: 'An API: accounts, keys, requests',
  recommend: 'Recommendations: visitors, items, events',
  inventory: 'Stock: warehouses, parts, movements',
  search: 'A search: documents, queries, clicks',
  trail: 'Hiking: hikers, trails, hikes',
  starter: 'Something small: users, notes, visits',
} as const

/** Puts tables with rows into an empty database, so that there is something to ask. */
export function SampleTables() {
  const [open, setOpen] = useState(false)
  const onlyRead = useOnlyRead()
  return (
    <>
      <Button icon={<Table2 size={14} />} reason={onlyRead} onClick={() => setOpen(true)}>
        Make sample tables
      </Button>
      {open && <SampleDialog close={() => setOpen(false)} />}
    </>
  )
}

function SampleDialog({ close }: { close: () => void }) {
  const { id, name } = useAddon()
  const { data: content } = useQuery(contentOf(name))
  const formId = useId()
  const [sample, setSample] = useState('shop')
  const owner = content?.credentials[0]
  const make = useAction({
    run: async () => {
      const { sampleSql } = await import('#engines/postgres/samples.ts')
      const sql = `begin; ${sampleSql(sample, id)} commit`
      const { error } = await runSql(name, { session: crypto.randomUUID(), as: owner?.user ?? '', sql, readonly: false })
      if (error) throw new Error(error.message)
    },
    failed: 'No tables were made',
    quiet: true,
    done: () => {
      close()
      toast({ title: 'The sample tables are there', tone: 'ok' })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!make.isPending) make.mutate()
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && close()}
      title="Make sample tables"
      description="Some thousand invented rows, with keys and indexes. Drop them like any other table."
      actions={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button variant="primary" type="submit" form={formId} pending={make.isPending}>
            Make tables
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="grid gap-4">
        <Field label="Of what">
          <NativeSelect value={sample} onChange={({ target }) => setSample(target.value)}>
            {Object.entries(samples).map(([key, words]) => (
              <option key={key} value={key}>
                {words}
              </option>
            ))}
          </NativeSelect>
        </Field>
        <FormError attempt={make.error}>{make.error && sentence(make.error)}</FormError>
      </form>
    </Dialog>
  )
}
