import { lazy, Suspense, useState } from 'react'
import { useNavigate } from 'react-router'
import { call } from '#client/http.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { access as endpoints } from '#platform/access/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { toast } from '#ui/toast.ts'
import { whyNotRemove, type Access } from './useAccess.ts'

const ConfirmDialog = lazy(async () => ({ default: (await import('#ui/ConfirmDialog.tsx')).ConfirmDialog }))

/** Gives up one's own access, for good unless somebody adds one again. */
export function Leave({ access }: { access: Access }) {
  const { app, people } = access
  const navigate = useNavigate()
  const [asking, setAsking] = useState(false)
  const self = people.find(({ isMe }) => isMe)
  const params = { app: app.name, collaborator: self?.user.email ?? '' }
  const leave = useAction({
    run: () => call(endpoints.remove, { params }),
    failed: 'You did not leave the app',
    quiet: true,
    done: () => {
      toast({ title: `You left ${app.name}` })
      void navigate(paths.apps(), { replace: true })
    },
  })
  if (!self) return null
  const { curl } = shown(endpoints.remove, { params })
  return (
    <Section title="Leave the app">
      <Card className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <p className="max-w-prose text-muted">
          You lose what you were given on this app. Someone who manages it would have to add you again.
        </p>
        <span className="flex items-center gap-1">
          <ShowAs what="Leave the app" calls={[{ cli: `heroku apps:leave -a ${app.name}`, curl }]} />
          <Button variant="danger" reason={whyNotRemove(self)} onClick={() => setAsking(true)}>
            Leave {app.name}
          </Button>
        </span>
      </Card>
      {asking && (
        <Suspense>
          <ConfirmDialog
            open
            onOpenChange={setAsking}
            title={`Leave ${app.name}?`}
            action="Leave app"
            pending={leave.isPending}
            error={leave.error?.message}
            onConfirm={() => leave.mutate()}
          >
            You cannot add yourself again.
          </ConfirmDialog>
        </Suspense>
      )}
    </Section>
  )
}
