import { PackagePlus } from 'lucide-react'
import { useId, useState, type FormEvent } from 'react'
import { call } from '#client/http.ts'
import { shown } from '#dashboard/app/shown.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { useAction } from '#dashboard/app/useAction.ts'
import { sentence } from '#dashboard/shared/errors.ts'
import { redisControl } from '#platform/redis/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Checkbox } from '#ui/Checkbox.tsx'
import { Dialog } from '#ui/Dialog.tsx'
import { Field } from '#ui/Field.tsx'
import { formatBytes } from '#ui/format.ts'
import { FormError } from '#ui/FormError.tsx'
import { NumberField } from '#ui/NumberField.tsx'
import { toast } from '#ui/toast.ts'
import { useStore } from './useStore.ts'

/** Writes many keys at once, to see what a store does when it is full. */
export function Fill() {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button size="sm" icon={<PackagePlus size={14} />} onClick={() => setOpen(true)}>
        Fill with test keys
      </Button>
      {open && <FillDialog close={() => setOpen(false)} />}
    </>
  )
}

function FillDialog({ close }: { close: () => void }) {
  const { store } = useStore()
  const formId = useId()
  const [keys, setKeys] = useState<number | null>(100)
  const [kilobytes, setKilobytes] = useState<number | null>(256)
  const [expire, setExpire] = useState(false)
  const args = {
    params: { store },
    body: { keys: keys ?? 0, bytes: (kilobytes ?? 0) * 1024, seconds: expire ? 3600 : null },
  }
  const fill = useAction({
    run: () => call(redisControl.fill, args),
    failed: 'No keys were written',
    quiet: true,
    done: ({ written, refused, evicted }) => {
      close()
      toast({
        title: `${written} test keys were written${evicted > 0 ? `, ${evicted} keys were evicted` : ''}`,
        ...(refused !== null && { description: `The rest was refused: ${refused}` }),
        tone: refused === null ? 'ok' : 'warn',
      })
    },
  })
  const wrong = keys === null || keys < 1 || keys > 2000 ? 'Write 1 to 2,000 keys at once.' : null
  const tooLarge = kilobytes === null || kilobytes < 1 || kilobytes > 512 ? 'A value has 1 to 512 KB.' : null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!wrong && !tooLarge) fill.mutate()
  }
  return (
    <Dialog
      open
      onOpenChange={close}
      title="Fill with test keys"
      description="To see what happens when memory is full: writes are refused, or other keys go, by the policy."
      actions={
        <>
          <ShowAs what="Fill the store" calls={[shown(redisControl.fill, args)]} />
          <Button onClick={close}>Cancel</Button>
          <Button form={formId} type="submit" variant="primary" pending={fill.isPending} reason={wrong ?? tooLarge}>
            Write keys
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="grid gap-4" noValidate>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Keys" error={wrong}>
            <NumberField value={keys} min={1} max={2000} onChange={setKeys} />
          </Field>
          <Field label="Size of each, in KB" error={tooLarge}>
            <NumberField value={kilobytes} min={1} max={512} onChange={setKilobytes} />
          </Field>
        </div>
        <Checkbox
          label="They expire after an hour"
          hint="The volatile policies evict only keys that expire."
          checked={expire}
          onChange={(event) => setExpire(event.target.checked)}
        />
        <p className="text-muted">Together {formatBytes((keys ?? 0) * (kilobytes ?? 0) * 1024)}.</p>
        <FormError attempt={fill.error}>{fill.error && sentence(fill.error)}</FormError>
      </form>
    </Dialog>
  )
}
