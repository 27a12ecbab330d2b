import { useMutation, useQuery } from '@tanstack/react-query'
import { Archive, Plus, Puzzle, Scissors, Stethoscope, Wrench } from 'lucide-react'
import { call } from '#client/http.ts'
import { ofAddons } from '#dashboard/addons/queries.ts'
import { addonTabs } from '#dashboard/addons/tabs.ts'
import { useWhyNotAddons } from '#dashboard/addons/useAddon.ts'
import { planOf } from '#dashboard/addons/words.ts'
import { sentence } from '#dashboard/shared/errors.ts'
import { paths } from '#dashboard/shared/paths.ts'
import type { Addon } from '#platform/addons/contract.ts'
import type { Listing } from '#platform/addons/marketplace/contract.ts'
import { diagnoses } from '#platform/postgres/service/contract.ts'
import { backups } from '#platform/postgres/backups/contract.ts'
import type { Command, CommandGroup } from '#ui/CommandPalette.tsx'
import { toast } from '#ui/toast.ts'

/** Each add-on, as a place to go to, and each service, to add one; before them the pages of the one that is looked at, and what can be done with it at once. */
export function useAddonCommands(name: string | undefined): CommandGroup[] {
  const { data: all = [] } = useQuery(ofAddons.all())
  const { data: listings = [] } = useQuery(ofAddons.listings())
  const actions = usePostgresActions()
  const current = all.find((addon) => addon.name === name)
  const service = current?.addon_service.name
  const places = all.map((addon) => ({
    id: `add-on ${addon.name}`,
    label: addon.name,
    detail: `${planOf(addon)}, ${addon.app.name}`,
    icon: <Puzzle size={14} />,
    to: paths.addon(addon.name),
  }))
  const pages = addonTabs
    .filter((tab) => tab.service === undefined || tab.service === service)
    .map(({ label, part }) => ({ id: `add-on page ${part}`, label, to: paths.addon(name ?? '', part) }))
  return [
    ...(current
      ? [
          {
            label: current.name,
            commands: [
              ...pages,
              ...(service === 'heroku-postgresql' ? actions(current) : []),
              ...askedActions(current),
              ...(service === 'heroku-postgresql' ? [clipsOf(current)] : []),
            ],
          },
        ]
      : []),
    { label: 'Add-ons', commands: [...places, ...listings.map(serviceCommand)] },
  ]
}

const serviceCommand = ({ name, human_name: title, category }: Listing): Command => ({
  id: `service ${name}`,
  label: `Add ${title}`,
  detail: category,
  keywords: 'marketplace add-on service create',
  icon: <Plus size={14} />,
  to: paths.service(name),
})

type Asked = readonly [label: string, keywords: string, at: string, typed?: string]

/** What is done with an add-on once something more was asked: its label, more words, where, and the command of the CLI. */
const ofEach: readonly Asked[] = [
  ['Change the plan', 'upgrade downgrade price larger', '/plan'],
  ['Attach to another app', 'share config vars', '/attachments#attach'],
  ['Rename the add-on', 'name', '/settings'],
  ['Destroy the add-on', 'delete remove', '#destroy'],
]

const ofService: Readonly<Record<string, readonly Asked[]>> = {
  'heroku-postgresql': [
    ['Run SQL', 'psql query console', '/console', 'pg:psql'],
    ['Restore or download a backup', 'dump sql', '/durability#backups'],
    ['Schedule backups', 'daily nightly', '/durability#schedules'],
    ['Fork or follow', 'copy clone replica', '/durability#copies'],
    ['Create or rotate a credential', 'user password permission', '/credentials'],
    ['Pool connections', 'pgbouncer', '/credentials#pooling', 'pg:connection-pooling:attach'],
    ['Upgrade PostgreSQL', 'version', '/maintenance#version', 'pg:upgrade:prepare'],
    ['End all connections', 'kill', '/settings#administration', 'pg:killall'],
    ['Empty the database', 'reset drop', '/settings#administration', 'pg:reset'],
  ],
  'heroku-redis': [
    ['Send commands', 'redis-cli console', '/commands', 'redis:cli'],
    ['Fill with test keys', 'memory full', '/store'],
    ['Change the eviction policy', 'maxmemory memory full', '/engine#policy', 'redis:maxmemory'],
    ['Rotate the password', 'credentials reset', '/engine', 'redis:credentials --reset'],
    ['Upgrade the store', 'version valkey', '/engine#version', 'redis:upgrade'],
  ],
  'heroku-kafka': [
    ['Create a topic', 'new', '/topics'],
    ['Create a consumer group', 'new', '/consumers'],
    ['Rotate the credentials', 'certificate reset', '/access', 'kafka:credentials --reset'],
    ['Upgrade the cluster', 'version', '/cluster#brokers'],
    ['Let a broker fail', 'kill down', '/cluster#brokers', 'kafka:fail'],
  ],
}

const askedActions = ({ name, app, addon_service: { name: service } }: Addon): Command[] =>
  [...(ofService[service] ?? []), ...ofEach].map(([label, keywords, at, typed]) => ({
    id: `add-on action ${label}`,
    label,
    keywords,
    icon: <Wrench size={14} />,
    to: paths.addon(name) + at,
    ...(typed && { typed: `heroku ${typed} ${name} -a ${app.name}` }),
  }))

const clipsOf = ({ name }: Addon): Command => ({
  id: 'dataclips of it',
  label: 'Dataclips of this database',
  keywords: 'sql queries saved',
  icon: <Scissors size={14} />,
  to: paths.dataclips(name),
})

/** What can be done with a database without being asked anything. */
function usePostgresActions(): (addon: Addon) => Command[] {
  const why = useWhyNotAddons()
  const act = useMutation({
    mutationFn: ({ run }: { run: () => Promise<unknown>; done: string }) => run(),
    onSuccess: (_, { done }) => toast({ title: done, tone: 'ok' }),
    onError: (error) => toast({ title: 'Nothing was done', description: sentence(error), tone: 'error' }),
  })
  return ({ name, app }) => [
    {
      id: 'database backup',
      label: 'Take a backup',
      keywords: 'capture dump',
      icon: <Archive size={14} />,
      typed: `heroku pg:backups:capture ${name} -a ${app.name}`,
      reason: why(app.name, 0),
      run: () =>
        act.mutate({
          run: () => call(backups.capture, { params: { database: name } }),
          done: `A backup of ${name} is being taken.`,
        }),
    },
    {
      id: 'database check',
      label: 'Check the database',
      keywords: 'diagnose',
      icon: <Stethoscope size={14} />,
      typed: `heroku pg:diagnose ${name} -a ${app.name}`,
      run: () =>
        act.mutate({
          run: () => call(diagnoses.create, { body: { app: app.name, database: name } }),
          done: `${name} was checked: see Diagnose.`,
        }),
    },
  ]
}
