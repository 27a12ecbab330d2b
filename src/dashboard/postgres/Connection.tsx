import { useQuery } from '@tanstack/react-query'
import { Eye, EyeOff } from 'lucide-react'
import { useState } from 'react'
import { call } from '#client/http.ts'
import { query } from '#client/query.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { sentence } from '#dashboard/shared/errors.ts'
import type { Overview } from '#platform/postgres/insight/contract.ts'
import { databaseCredentials } from '#platform/postgres/service/contract.ts'
import { CommandSnippet } from '#ui/CommandSnippet.tsx'
import { CopyButton } from '#ui/CopyButton.tsx'
import { FormError } from '#ui/FormError.tsx'
import { IconButton } from '#ui/IconButton.tsx'
import { KeyValue } from '#ui/KeyValue.tsx'
import { typedAs } from './words.ts'

const HIDDEN = '•'.repeat(16)

/** How to reach a database. The password is fetched when it is asked for, and not before. */
export function Connection({ data }: { data: Overview }) {
  const [wanted, setWanted] = useState(false)
  const args = { params: { database: data.name, name: 'default' } }
  const credential = useQuery({ ...query(databaseCredentials.info, args), enabled: wanted })
  const password = wanted ? credential.data?.credentials[0]?.password : undefined
  const { host, port, user, database } = data.login
  const secret = async () => (await call(databaseCredentials.info, args)).credentials[0]?.password ?? ''
  const psql = (word: string) => `psql 'postgres://${user}:${word}@${host}:${port}/${database}'`
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <KeyValue
        rows={[
          ...Object.entries({ Host: host, Port: String(port), Database: database, User: user }).map(([name, value]) => ({
            name,
            value: (
              <span className="flex items-center gap-1">
                <code className="min-w-0 truncate font-mono text-xs">{value}</code>
                <CopyButton text={value} label={`Copy ${name.toLowerCase()}`} />
              </span>
            ),
          })),
          {
            name: 'Password',
            value: (
              <span className="flex items-center gap-1">
                <code className="min-w-0 truncate font-mono text-xs">{password ?? HIDDEN}</code>
                <IconButton
                  size="sm"
                  label={password === undefined ? 'Reveal password' : 'Hide password'}
                  icon={password === undefined ? <Eye size={14} /> : <EyeOff size={14} />}
                  pending={wanted && credential.isFetching && !credential.data}
                  onClick={() => setWanted(!wanted)}
                />
                <CopyButton text={secret} label="Copy password" />
                <ShowAs
                  what="Show the connection settings"
                  calls={[typedAs(`pg:credentials:url ${data.name} -a ${data.app.name}`, shown(databaseCredentials.info, args))]}
                />
              </span>
            ),
          },
        ]}
      />
      <FormError>{wanted && credential.error && sentence(credential.error)}</FormError>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-1.5">
        <p className="text-xs text-muted">With psql; copied with the password</p>
        <CommandSnippet command={psql(password ?? '…')} copied={async () => psql(await secret())} label="Copy psql command" />
        <p className="mt-1.5 text-xs text-muted">With the Heroku CLI</p>
        <CommandSnippet command={`heroku pg:psql ${data.name} -a ${data.app.name}`} />
      </div>
    </div>
  )
}
