import { useState } from 'react'
import { useNavigate } from 'react-router'
import { call } from '#client/http.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { useApp, useWhyNot } from '#dashboard/app/useApp.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { apps } from '#platform/apps/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { ConfirmDialog } from '#ui/ConfirmDialog.tsx'
import { toast } from '#ui/toast.ts'

/** The end of an app, once its name is typed. */
export function DeleteApp() {
  const { name } = useApp()
  const navigate = useNavigate()
  const reason = useWhyNot()('app.delete')
  const [asking, setAsking] = useState(false)
  const remove = useAction({
    run: () => call(apps.delete, { params: { app: name } }),
    failed: 'The app was not deleted',
    quiet: true,
    done: () => {
      toast({ title: `${name} was deleted` })
      void navigate(paths.apps(), { replace: true })
    },
  })
  return (
    <Section title="Delete the app">
      <Card className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <p className="max-w-prose text-muted">
          Its dynos stop, and its releases, config vars, log and metrics are gone. The name is free for others.
        </p>
        <span className="flex items-center gap-1">
          <ShowAs what="Delete the app" calls={[shown(apps.delete, { params: { app: name } })]} />
          <Button variant="danger" reason={reason} onClick={() => setAsking(true)}>
            Delete {name}
          </Button>
        </span>
      </Card>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Delete ${name}?`}
        name={name}
        action="Delete app"
        pending={remove.isPending}
        error={remove.error?.message}
        onConfirm={() => remove.mutate()}
      >
        Everything about it is lost. It can only be brought back by turning the clock back.
      </ConfirmDialog>
    </Section>
  )
}
