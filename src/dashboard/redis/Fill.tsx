import { PackagePlus } from 'lucide-react'
import { useState } from 'react'
import { call } from '#client/http.ts'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { FormDialog } from '#dashboard/shared/FormDialog.tsx'
import { redisControl } from '#platform/redis/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Checkbox } from '#ui/Checkbox.tsx'
import { Field } from '#ui/Field.tsx'
import { formatBytes } from '#ui/format.ts'
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
  return (
    <FormDialog
      title="Fill with test keys"
      description="To see what happens when memory is full: writes are refused, or other keys go, by the policy."
      action="Write keys"
      reason={wrong ?? tooLarge}
      attempt={fill}
      calls={[shown(redisControl.fill, args)]}
      onSubmit={() => fill.mutate()}
      close={close}
    >
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
    </FormDialog>
  )
}
