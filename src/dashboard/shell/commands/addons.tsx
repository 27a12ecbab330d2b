import { useMutation, useQuery } from '@tanstack/react-query'
import { Archive, KeyRound, Puzzle, Stethoscope } from 'lucide-react'
import { call } from '#client/http.ts'
import { ofAddons } from '#dashboard/addons/queries.ts'
import { addonTabs } from '#dashboard/addons/tabs.ts'
import { useWhyNotAddons } from '#dashboard/addons/useAddon.ts'
import { planOf } from '#dashboard/addons/words.ts'
import { sentence } from '#dashboard/shared/errors.ts'
import { paths } from '#dashboard/shared/paths.ts'
import type { Addon } from '#platform/addons/contract.ts'
import { diagnoses } from '#platform/postgres/service/contract.ts'
import { backups } from '#platform/postgres/backups/contract.ts'
import type { Command, CommandGroup } from '#ui/CommandPalette.tsx'
import { toast } from '#ui/toast.ts'

/** Each add-on, as a place to go to; before them the pages of the one that is looked at, and what can be done with it at once. */
export function useAddonCommands(name: string | undefined): CommandGroup[] {
  const { data: all = [] } = useQuery(ofAddons.all())
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
              ...(service === 'heroku-redis' ? storeActions(current) : []),
            ],
          },
        ]
      : []),
    { label: 'Add-ons', commands: places },
  ]
}

/** What is done with a key-value store, and where: each of it asks something first. */
const storeActions = ({ name, app }: Addon): Command[] =>
  [
    ['Send commands', 'redis-cli console', 'commands', 'redis:cli'],
    ['Fill with test keys', 'memory full', 'store'],
    ['Change the eviction policy', 'maxmemory memory full', 'engine#policy', 'redis:maxmemory'],
    ['Rotate the password', 'credentials reset', 'engine', 'redis:credentials --reset'],
    ['Upgrade the store', 'version valkey', 'engine#version', 'redis:upgrade'],
  ].map(([label = '', keywords = '', part = '', typed]) => ({
    id: `store ${label}`,
    label,
    keywords,
    icon: <KeyRound size={14} />,
    to: paths.addon(name, part),
    ...(typed && { typed: `heroku ${typed} ${name} -a ${app.name}` }),
  }))

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
