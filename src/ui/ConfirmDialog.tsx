import { useId, useRef, useState, type FormEvent, type ReactElement, type ReactNode } from 'react'
import { Button } from './Button.tsx'
import { Code } from './Code.tsx'
import { Dialog, DialogClose } from './Dialog.tsx'
import { Field } from './Field.tsx'
import { FormError } from './FormError.tsx'
import { Input } from './Input.tsx'

export interface ConfirmDialogProps {
  open?: boolean
  onOpenChange?: (open: boolean) => void
  trigger?: ReactElement
  title: ReactNode
  /** What will be lost, and that it cannot be brought back. */
  children: ReactNode
  /** The name that must be typed. Without it a click is enough. */
  name?: string
  /** The verb on the button: "Delete project". */
  action: string
  onConfirm: () => void
  pending?: boolean
  error?: ReactNode
}

/** Asks before something that cannot be undone. The caller closes it when the work is done. */
export function ConfirmDialog({ name, action, onConfirm, pending, error, children, ...dialog }: ConfirmDialogProps) {
  const [typed, setTyped] = useState('')
  const formId = useId()
  const input = useRef<HTMLInputElement>(null)
  const matches = name === undefined || typed.trim() === name
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (matches && !pending) onConfirm()
  }
  return (
    <Dialog
      {...dialog}
      size="md"
      onOpenChange={(open) => {
        if (open) setTyped('')
        dialog.onOpenChange?.(open)
      }}
      initialFocus={name === undefined ? undefined : input}
      actions={
        <>
          <DialogClose render={<Button>Cancel</Button>} />
          <Button form={formId} type="submit" variant="danger" pending={pending} reason={matches ? null : `Type ${name} first`}>
            {action}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="grid gap-4">
        <div className="text-muted">{children}</div>
        {name !== undefined && (
          <Field
            label={
              <span>
                Type <Code>{name}</Code> to confirm
              </span>
            }
          >
            <Input ref={input} code value={typed} onChange={(event) => setTyped(event.target.value)} />
          </Field>
        )}
        <FormError>{error}</FormError>
      </form>
    </Dialog>
  )
}
