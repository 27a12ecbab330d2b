import { useState } from 'react'
import { call } from '#client/http.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { authorizations, tokens, type OauthClient, type ScopeName } from '#platform/oauth/contract.ts'
import { Button } from '#ui/Button.tsx'
import { CommandSnippet } from '#ui/CommandSnippet.tsx'
import { FormError } from '#ui/FormError.tsx'
import { FreshSecret } from '#dashboard/shared/FreshSecret.tsx'
import { ScopeChoice } from './ScopeChoice.tsx'

/** The way of OAuth, step by step: one agrees, is sent back with a code, and the client fetches its token with that. */
export function Consent({ client }: { client: OauthClient }) {
  const [scope, setScope] = useState<readonly ScopeName[]>(['identity', 'read'])
  const [code, setCode] = useState<string | null>(null)
  const [refresh, setRefresh] = useState<string | null>(null)
  const asked = { client: client.id, scope: [...scope] }
  const agree = useAction({
    run: () => call(authorizations.create, { body: asked }),
    failed: 'Nothing was agreed to',
    quiet: true,
    done: ({ grant }) => setCode(grant?.code ?? null),
  })
  const exchange = useAction({
    run: (grant: { type: string; code?: string }) =>
      call(tokens.create, {
        body: {
          grant,
          client: { secret: client.secret },
          ...(refresh !== null && grant.type === 'refresh_token' && { refresh_token: { token: refresh } }),
        },
      }),
    failed: 'The code was not exchanged',
    quiet: true,
    done: (answer) => setRefresh(answer.refresh_token.token),
  })
  const back = new URL(client.redirect_uri)
  if (code !== null) back.searchParams.set('code', code)
  const token = exchange.data?.access_token.token
  const secret = { secret: '…' }
  return (
    <div className="grid gap-4 border-t border-line bg-sunken/60 p-4">
      <div className="grid gap-3">
        <h3 className="text-sm">1. {client.name} would like to act for you</h3>
        <ScopeChoice chosen={scope} onChange={setScope} error={scope.length === 0 && 'Choose at least one.'} />
        <FormError>{agree.error?.message}</FormError>
        <span className="flex items-center gap-2">
          <Button
            variant="primary"
            pending={agree.isPending}
            reason={(scope.length === 0 && 'Choose at least one scope') || (code !== null && 'You have agreed')}
            onClick={() => agree.mutate()}
          >
            Agree
          </Button>
          <ShowAs what="Agree" calls={[shown(authorizations.create, { body: asked })]} />
        </span>
      </div>
      {code !== null && (
        <div className="grid gap-3">
          <h3 className="text-sm">2. You are sent back, with a code</h3>
          <CommandSnippet command={back.href} prompt="" label="Copy address" />
          <FormError>{exchange.error?.message}</FormError>
          <span className="flex flex-wrap items-center gap-2">
            <Button
              pending={exchange.isPending}
              reason={token !== undefined && 'A code works once'}
              onClick={() => exchange.mutate({ type: 'authorization_code', code })}
            >
              Exchange the code
            </Button>
            <Button
              pending={exchange.isPending}
              reason={refresh === null && 'Exchange the code first'}
              onClick={() => exchange.mutate({ type: 'refresh_token' })}
            >
              Refresh the token
            </Button>
            <ShowAs
              what="Exchange the code"
              calls={[shown(tokens.create, { body: { grant: { type: 'authorization_code', code }, client: secret } })]}
            />
          </span>
        </div>
      )}
      {token !== undefined && (
        <div className="grid gap-3">
          <h3 className="text-sm">3. The client has a token for eight hours</h3>
          <FreshSecret name="Token" secret={token}>
            It does what you agreed to, until you revoke it under Authorizations.
          </FreshSecret>
        </div>
      )}
    </div>
  )
}
