import { useId, type FormEvent, type ReactNode } from 'react'
import type { Shown } from '#dashboard/app/shown.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { Button } from '#ui/Button.tsx'
import { Dialog } from '#ui/Dialog.tsx'
import { FormError } from '#ui/FormError.tsx'
import { sentence } from './errors.ts'

interface FormDialogProps {
  title: string
  description?: ReactNode
  /** 'Create topic' */
  action: string
  /** Why it cannot be sent yet. */
  reason?: string | false | null | undefined
  /** The last attempt to send it. */
  attempt: { readonly isPending: boolean; readonly error: Error | null }
  /** What went wrong stands beside a field. */
  saysItself?: boolean
  /** The same as commands. */
  calls: readonly Shown[]
  /** False keeps it open on a click beside it, where much may be typed in. */
  dismissible?: boolean
  onSubmit: () => void
  close: () => void
  children: ReactNode
}

/** Asks for something in a dialog, and sends it when there is no reason against it. */
export function FormDialog(props: FormDialogProps) {
  const { title, description, action, reason, attempt, saysItself, calls, dismissible, onSubmit, close, children } = props
  const { isPending, error } = attempt
  const formId = useId()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!reason && !isPending) onSubmit()
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && close()}
      dismissible={dismissible}
      title={title}
      description={description}
      actions={
        <>
          <ShowAs what={title} calls={calls} />
          <Button onClick={close}>Cancel</Button>
          <Button variant="primary" type="submit" form={formId} pending={isPending} reason={reason}>
            {action}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="grid gap-4" noValidate>
        {children}
        <FormError attempt={error}>{!saysItself && error && sentence(error)}</FormError>
      </form>
    </Dialog>
  )
}
