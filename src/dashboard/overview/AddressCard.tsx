import { useQuery } from '@tanstack/react-query'
import { of } from '#dashboard/app/queries.ts'
import { useApp } from '#dashboard/app/useApp.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { CommandSnippet } from '#ui/CommandSnippet.tsx'
import { CopyButton } from '#ui/CopyButton.tsx'
import { KeyValue } from '#ui/KeyValue.tsx'
import { Link } from '#ui/Link.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'
import { Part } from './Part.tsx'

/** Where the app is found, and whose it is. */
export function AddressCard() {
  const app = useApp()
  const { data: domains = [] } = useQuery(of.domains(app.name))
  const hosts = domains.length > 0 ? domains.map(({ hostname }) => hostname) : [new URL(app.web_url).host]
  return (
    <Part title="App" more={<Link to={paths.settings(app.name)}>Settings</Link>}>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3 p-4">
        <ul className="grid grid-cols-[minmax(0,1fr)] gap-1">
          {hosts.map((host) => (
            <li key={host} className="flex items-center gap-1">
              <span className="min-w-0 flex-1 truncate font-mono text-xs" data-hint={host}>
                {host}
              </span>
              <CopyButton text={host} label={`Copy ${host}`} />
            </li>
          ))}
        </ul>
        <KeyValue
          rows={[
            { name: 'Owner', value: app.team?.name ?? app.owner.email },
            { name: 'Region', value: app.region.name === 'eu' ? 'Europe' : 'United States' },
            { name: 'Created', value: <TimeAgo time={app.created_at} /> },
            {
              name: 'ID',
              value: (
                <span className="flex items-center gap-1">
                  <span className="truncate font-mono text-xs">{app.id}</span>
                  <CopyButton text={app.id} label="Copy app id" />
                </span>
              ),
            },
          ]}
        />
        <CommandSnippet command={`heroku apps:info --app ${app.name}`} />
      </div>
    </Part>
  )
}
