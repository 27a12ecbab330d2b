import { lazy, Suspense, useState, type ReactNode } from 'react'
import { useAction } from '#dashboard/app/useAction.ts'
import { Button } from '#ui/Button.tsx'
import { IconButton } from '#ui/IconButton.tsx'
import { toast } from '#ui/toast.ts'
import { sentence } from './errors.ts'

const ConfirmDialog = lazy(async () => ({ default: (await import('#ui/ConfirmDialog.tsx')).ConfirmDialog }))

interface ConfirmButtonProps<Answer> {
  /** What the button does and to what: "Revoke deploys". */
  label: string
  icon: ReactNode
  /** Shows the label; without it only the icon is seen. */
  wide?: boolean
  /** Ends more than a row of a list. */
  danger?: boolean
  reason?: string | false | null | undefined
  /** What is asked, and the verb that agrees. */
  title: string
  /** What must be typed first. */
  name?: string
  action: string
  /** What that will do. */
  children: ReactNode
  run: () => Promise<Answer>
  /** What was done, for a toast. */
  said: string
  done?: (answer: Answer) => unknown
}

/** A button for what cannot be undone: it asks first. */
export function ConfirmButton<Answer>(props: ConfirmButtonProps<Answer>) {
  const { label, icon, wide, danger, reason, title, name, action, children, run, said, done } = props
  const [asking, setAsking] = useState(false)
  const act = useAction({
    run,
    failed: title,
    quiet: true,
    done: (answer) => {
      setAsking(false)
      toast({ title: said })
      return done?.(answer)
    },
  })
  const shared = { icon, reason, onClick: () => setAsking(true) }
  return (
    <>
      {wide ? (
        <Button {...shared} variant={danger ? 'danger' : 'secondary'}>
          {label}
        </Button>
      ) : (
        <IconButton {...shared} size="sm" label={label} />
      )}
      {asking && (
        <Suspense>
          <ConfirmDialog
            open
            onOpenChange={setAsking}
            title={title}
            {...(name !== undefined && { name })}
            action={action}
            pending={act.isPending}
            error={act.error && sentence(act.error)}
            onConfirm={() => act.mutate()}
          >
            {children}
          </ConfirmDialog>
        </Suspense>
      )}
    </>
  )
}
