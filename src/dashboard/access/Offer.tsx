import { call } from '#client/http.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { access, type Transfer } from '#platform/access/contract.ts'
import { Button } from '#ui/Button.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'
import { toast } from '#ui/toast.ts'

/** An app that was offered to a person and waits for their answer, as its owner or its recipient sees it. */
export function Offer({ transfer, email }: { transfer: Transfer; email: string | undefined }) {
  const { app, owner, recipient, created_at } = transfer
  const params = { transfer: transfer.id }
  const mine = recipient.email === email
  const answer = useAction({
    run: (state: 'accepted' | 'declined') => call(access.answer, { params, body: { state } }),
    failed: 'Your answer was not taken',
    done: (_, state) =>
      toast(
        state === 'accepted'
          ? { title: `${app.name} is yours now`, tone: 'ok', link: { label: 'Open it', to: paths.app(app.name) } }
          : `You declined ${app.name}`,
      ),
  })
  const withdraw = useAction({
    run: () => call(access.withdraw, { params }),
    failed: 'The offer was not withdrawn',
    done: () => toast(`${app.name} is not offered any more`),
  })
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
      <p>
        {mine ? (
          <>
            {owner.email} offers you the app <span className="font-mono">{app.name}</span>.
          </>
        ) : (
          <>Offered to {recipient.email}, who has not answered yet.</>
        )}{' '}
        <span className="text-muted">
          <TimeAgo time={created_at} />
        </span>
      </p>
      <span className="flex items-center gap-1">
        {mine ? (
          <>
            <ShowAs what={`Accept ${app.name}`} calls={[shown(access.answer, { params, body: { state: 'accepted' } })]} />
            <Button pending={answer.isPending && answer.variables === 'declined'} onClick={() => answer.mutate('declined')}>
              Decline
            </Button>
            <Button
              variant="primary"
              pending={answer.isPending && answer.variables === 'accepted'}
              onClick={() => answer.mutate('accepted')}
            >
              Accept
            </Button>
          </>
        ) : (
          <>
            <ShowAs what={`Withdraw the offer of ${app.name}`} calls={[shown(access.withdraw, { params })]} />
            <Button
              pending={withdraw.isPending}
              reason={owner.email === email ? null : 'Only who offered it can withdraw that'}
              onClick={() => withdraw.mutate()}
            >
              Withdraw
            </Button>
          </>
        )}
      </span>
    </div>
  )
}
