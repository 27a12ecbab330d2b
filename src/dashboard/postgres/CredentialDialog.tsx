import { useState } from 'react'
import { call } from '#client/http.ts'
import { shown } from '#dashboard/app/shown.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { useAction } from '#dashboard/app/useAction.ts'
import { sentence } from '#dashboard/shared/errors.ts'
import type { Attachment } from '#platform/addons/contract.ts'
import { databaseCredentials, type Credential } from '#platform/postgres/service/contract.ts'
import { Checkbox } from '#ui/Checkbox.tsx'
import { ConfirmDialog } from '#ui/ConfirmDialog.tsx'
import { toast } from '#ui/toast.ts'
import { useDatabase } from './useDatabase.ts'
import { credentialOf, typedAs } from './words.ts'

export type Asking =
  | { readonly what: 'rotate' | 'destroy'; readonly credential: Credential }
  | { readonly what: 'rotate all' | 'repair' }

interface CredentialDialogProps {
  asking: Asking
  links: readonly Attachment[]
  close: () => void
}

/** Asks before credentials are changed for good, and says which apps that restarts. */
export function CredentialDialog({ asking, links, close }: CredentialDialogProps) {
  const { database, app } = useDatabase()
  const [forced, setForced] = useState(false)
  const name = 'credential' in asking ? asking.credential.name : null
  const params = { database, name: name ?? '' }
  const commands = {
    rotate: {
      title: `Rotate ${name}?`,
      action: 'Rotate credential',
      call: () => call(databaseCredentials.rotate, { params, body: { forced } }),
      shown: typedAs(
        `pg:credentials:rotate ${database} --name ${name}${forced ? ' --force' : ''} -a ${app} --confirm ${app}`,
        shown(databaseCredentials.rotate, { params, body: { forced } }),
      ),
    },
    'rotate all': {
      title: 'Rotate all credentials?',
      action: 'Rotate all',
      call: () => call(databaseCredentials.rotateAll, { params: { database }, body: { forced } }),
      shown: typedAs(
        `pg:credentials:rotate ${database} --all${forced ? ' --force' : ''} -a ${app} --confirm ${app}`,
        shown(databaseCredentials.rotateAll, { params: { database }, body: { forced } }),
      ),
    },
    repair: {
      title: 'Repair the default credential?',
      action: 'Repair default',
      call: () => call(databaseCredentials.repair, { params: { database } }),
      shown: typedAs(
        `pg:credentials:repair-default ${database} -a ${app} --confirm ${app}`,
        shown(databaseCredentials.repair, { params: { database } }),
      ),
    },
    destroy: {
      title: `Destroy ${name}?`,
      action: 'Destroy credential',
      call: () => call(databaseCredentials.destroy, { params }),
      shown: typedAs(
        `pg:credentials:destroy ${database} --name ${name} -a ${app} --confirm ${app}`,
        shown(databaseCredentials.destroy, { params }),
      ),
    },
  }
  const command = commands[asking.what]
  const act = useAction({
    run: () => command.call(),
    failed: 'Nothing was changed',
    quiet: true,
    done: ({ message }) => {
      toast({ title: message, tone: 'ok' })
      close()
    },
  })
  const rotates = asking.what === 'rotate' || asking.what === 'rotate all'
  const used = [
    ...new Set(links.filter(({ namespace }) => name === null || credentialOf(namespace) === name).map((link) => link.app.name)),
  ]
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && close()}
      title={command.title}
      name={name === null || name === 'default' ? database : name}
      action={command.action}
      pending={act.isPending}
      error={act.error && sentence(act.error)}
      onConfirm={() => act.mutate()}
    >
      <div className="grid gap-3">
        {rotates && (
          <>
            <p>
              {used.length === 0
                ? 'No app uses it.'
                : `${used.join(', ')} ${used.length === 1 ? 'gets' : 'get'} the new password in a release, and ${used.length === 1 ? 'restarts' : 'restart'}.`}{' '}
              {name === 'default'
                ? 'The former password works no longer at once.'
                : 'Connections with the former password may go on for half an hour.'}
            </p>
            {name !== 'default' && (
              <Checkbox
                label="End connections with the former password at once"
                checked={forced}
                onChange={(event) => setForced(event.target.checked)}
              />
            )}
          </>
        )}
        {asking.what === 'repair' && (
          <p>All tables and sequences are given back to the default credential, and what others were granted is taken.</p>
        )}
        {asking.what === 'destroy' && (
          <p>Whoever signs in by it cannot any more. Its user is dropped; what that owned goes to the default credential.</p>
        )}
        <span>
          <ShowAs what={command.action} calls={[command.shown]} />
        </span>
      </div>
    </ConfirmDialog>
  )
}
