import { Eye, EyeOff, RefreshCw, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { shown } from '#dashboard/app/shown.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { paths } from '#dashboard/shared/paths.ts'
import type { Attachment } from '#platform/addons/contract.ts'
import { databaseCredentials, type Credential } from '#platform/postgres/service/contract.ts'
import { Button } from '#ui/Button.tsx'
import { CopyButton } from '#ui/CopyButton.tsx'
import { IconButton } from '#ui/IconButton.tsx'
import { Link } from '#ui/Link.tsx'
import { Status } from '#ui/Status.tsx'
import { useDatabase } from './useDatabase.ts'
import { counted, typedAs } from './words.ts'

interface CredentialRowProps {
  credential: Credential
  links: readonly Attachment[]
  ask: (what: 'rotate' | 'destroy') => void
}

/** A credential: how it stands, its address once that is asked for, and the apps that use it. */
export function CredentialRow({ credential, links, ask }: CredentialRowProps) {
  const { database, app, whyNotOwn } = useDatabase()
  const [revealed, setRevealed] = useState(false)
  const { name, state, host, port, database: inside, credentials } = credential
  const [login, former] = credentials
  const isDefault = name === 'default'
  const used = [...new Set(links.map((link) => link.app.name))]
  const url = (password: string) => `postgres://${login?.user}:${password}@${host}:${port}/${inside}`
  return (
    <li aria-label={name} className="grid grid-cols-[minmax(0,1fr)] gap-2 px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h3 className="font-mono text-sm">{name}</h3>
        {state === 'active' ? (
          <Status tone="ok">Active</Status>
        ) : (
          <Status tone="busy" hint="Connections with the former password end within half an hour.">
            Rotating
          </Status>
        )}
        <span className="text-xs text-muted">
          {login && counted(login.connections, 'connection')}
          {former && `, ${former.connections} with the former password`}
        </span>
        <span className="ml-auto flex flex-wrap items-center gap-1">
          <ShowAs
            what={`Show the credential ${name}`}
            calls={[
              typedAs(
                `pg:credentials:url ${database} --name ${name} -a ${app}`,
                shown(databaseCredentials.info, { params: { database, name } }),
              ),
            ]}
          />
          <Button
            size="sm"
            icon={<RefreshCw size={14} />}
            aria-label={`Rotate ${name}`}
            reason={whyNotOwn ?? (state === 'rotating' ? 'It is being rotated' : null)}
            onClick={() => ask('rotate')}
          >
            Rotate
          </Button>
          <IconButton
            size="sm"
            label={`Destroy ${name}`}
            icon={<Trash2 size={14} />}
            reason={
              whyNotOwn ??
              (isDefault
                ? 'The default credential cannot be destroyed'
                : used.length > 0 && `Detach it from ${used.join(', ')} first`)
            }
            onClick={() => ask('destroy')}
          />
        </span>
      </div>
      <div className="flex items-center gap-1">
        <code className="min-w-0 flex-1 font-mono text-xs wrap-anywhere text-muted">
          {url(revealed ? (login?.password ?? '') : '•'.repeat(12))}
        </code>
        <IconButton
          size="sm"
          label={`${revealed ? 'Hide' : 'Reveal'} the password of ${name}`}
          icon={revealed ? <EyeOff size={14} /> : <Eye size={14} />}
          onClick={() => setRevealed(!revealed)}
        />
        <CopyButton text={url(login?.password ?? '')} label={`Copy the address of ${name}`} />
      </div>
      <p className="flex flex-wrap gap-x-3 text-xs text-muted">
        {links.length === 0 ? (
          <Link to={paths.addon(database, 'attachments')}>Attach it to an app</Link>
        ) : (
          links.map((link) => (
            <span key={link.id}>
              <Link to={paths.resources(link.app.name)}>{link.app.name}</Link> as {link.name}
            </span>
          ))
        )}
      </p>
    </li>
  )
}
