import { useQuery } from '@tanstack/react-query'
import { KeyRound, Plus, RotateCw, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { call } from '#client/http.ts'
import { useConnection } from '#client/use-connection.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { FreshSecret } from '#dashboard/shared/FreshSecret.tsx'
import { whyNotByToken } from '#dashboard/shared/may.ts'
import { authorizations, type Authorization } from '#platform/oauth/contract.ts'
import { Badge } from '#ui/Badge.tsx'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { formatDuration } from '#ui/format.ts'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Status } from '#ui/Status.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'
import { useMore } from '#ui/useMore.tsx'
import { AuthorizationForm } from './AuthorizationForm.tsx'
import { ConfirmButton } from '#dashboard/shared/ConfirmButton.tsx'
import { ofAccount } from './queries.ts'
import { useCreating } from './useCreating.ts'
import { codeOf, SecondFactor } from './SecondFactor.tsx'
import { masked, wordsOf } from './scope-words.ts'

/** The tokens that one has given out. Those of browsers are with the sessions. */
export function AuthorizationList() {
  const { data, error, refetch } = useQuery(ofAccount.authorizations())
  const [adding, setAdding] = useCreating('authorization')
  const [fresh, setFresh] = useState<Authorization | null>(null)
  const all = (data ?? []).filter(({ session }) => session === null)
  const [first, more] = useMore(all)
  const token = fresh?.access_token?.token
  return (
    <Section
      title="Authorizations"
      description="Tokens for scripts and programs, each for as much as it needs. One can be revoked at any time, and stops working at once."
      actions={
        !adding && (
          <>
            <ShowAs what="List authorizations" calls={[shown(authorizations.list)]} />
            <Button icon={<Plus size={14} />} reason={whyNotByToken('account.tokens.make')} onClick={() => setAdding(true)}>
              Create authorization
            </Button>
          </>
        )
      }
    >
      <Card flush>
        {error && <Failure error={error} retry={refetch} />}
        {!data && !error && <Skeleton lines={2} className="p-4" />}
        {adding && (
          <AuthorizationForm
            close={(made) => {
              setAdding(false)
              if (made) setFresh(made)
            }}
          />
        )}
        {token !== undefined && (
          <div className="border-b border-line p-4">
            <FreshSecret name="Token" secret={token}>
              Keep {fresh?.description} where it is used: this is not shown again.
            </FreshSecret>
          </div>
        )}
        {data && all.length === 0 && !adding && (
          <EmptyState title="No authorizations" icon={<KeyRound size={18} />} className="py-6!">
            A script that only reads gets a token that only reads.
          </EmptyState>
        )}
        {first.length > 0 && (
          <ul aria-label="Authorizations" className="divide-y divide-line">
            {first.map((row) => (
              <Row key={row.id} row={row} onFresh={setFresh} />
            ))}
          </ul>
        )}
        {more}
      </Card>
    </Section>
  )
}

function Row({ row, onFresh }: { row: Authorization; onFresh: (fresh: Authorization) => void }) {
  const { id, description, scope, access_token: access, client, created_at: since } = row
  const { token } = useConnection()
  const params = { authorization: id }
  const [code, setCode] = useState('')
  const isHere = access?.token === token
  const reason = isHere && 'This dashboard uses it now. Sign in as yourself first'
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2 pr-2 pl-4">
      <div className="min-w-0 flex-1 basis-64">
        <p className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
          <span dir="auto" className="truncate font-medium">
            {description}
          </span>
          {scope.map((each) => (
            <Badge key={each} data-hint={wordsOf(each)} className="font-mono">
              {each}
            </Badge>
          ))}
          {isHere && <Badge tone="accent">This dashboard</Badge>}
        </p>
        <p className="flex flex-wrap items-center gap-x-3 text-xs text-muted">
          {access && <span className="font-mono">{masked(access.token)}</span>}
          {client && <span>for {client.name}</span>}
          <span>
            made <TimeAgo time={since} />
          </span>
        </p>
      </div>
      <span className="text-xs text-muted sm:w-36">
        <Expiry row={row} />
      </span>
      <span className="flex items-center gap-1">
        <ShowAs
          what={`Change ${description}`}
          calls={[
            { ...shown(authorizations.regenerate, { params }), title: 'Give it a new token' },
            { ...shown(authorizations.delete, { params }), title: 'Revoke it' },
          ]}
        />
        <ConfirmButton
          label={`New token for ${description}`}
          icon={<RotateCw size={14} />}
          reason={reason || (access === null && 'Its client has not fetched a token yet')}
          title={`Give ${description} a new token?`}
          action="Make a new token"
          said="There is a new token"
          run={() => call(authorizations.regenerate, { params, ...codeOf(code) })}
          done={(made) => {
            setCode('')
            onFresh(made)
          }}
        >
          <div className="grid gap-3">
            <p>The present one stops working at once.</p>
            <SecondFactor code={code} onChange={setCode} error={null} />
          </div>
        </ConfirmButton>
        <ConfirmButton
          label={`Revoke ${description}`}
          icon={<Trash2 size={14} />}
          reason={reason}
          title={`Revoke ${description}?`}
          action="Revoke authorization"
          said={`${description} was revoked`}
          run={() => call(authorizations.delete, { params })}
        >
          Whatever uses its token is refused from now on. This cannot be undone.
        </ConfirmButton>
      </span>
    </li>
  )
}

/** When it ends. */
function Expiry({ row: { access_token: access, grant } }: { row: Authorization }) {
  const left = access?.expires_in
  if (access === null) return grant ? <Status tone="busy">Waits for its client</Status> : <Status tone="idle">No token</Status>
  if (left === null || left === undefined) return 'until revoked'
  if (left === 0) return <Status tone="warn">Expired</Status>
  return `ends in ${formatDuration(left * 1000)}`
}
