import { useMutation, useQuery } from '@tanstack/react-query'
import { Construction, RotateCw, Scaling, Workflow } from 'lucide-react'
import { call } from '#client/http.ts'
import { query } from '#client/query.ts'
import { shown, typedLine } from '#dashboard/app/shown.ts'
import { ofPipelines } from '#dashboard/pipelines/queries.ts'
import { sentence } from '#dashboard/shared/errors.ts'
import { whyNot } from '#dashboard/shared/may.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { apps } from '#platform/apps/contract.ts'
import { control } from '#platform/control/contract.ts'
import { dynos } from '#platform/dynos/contract.ts'
import type { CommandGroup } from '#ui/CommandPalette.tsx'
import { toast } from '#ui/toast.ts'

const pages = [
  ['Overview', paths.app],
  ['Resources', paths.resources],
  ['Deploy', paths.deploy],
  ['Metrics', paths.metrics],
  ['Activity', paths.activity],
  ['Access', paths.access],
  ['Logs', paths.logs],
  ['Run', paths.run],
  ['Settings', paths.settings],
] as const

/** The pages of the app that is looked at, and what can be done with it at once; null where none is. */
export function useCurrentAppCommands(app: string | undefined): CommandGroup | null {
  const params = { app: app ?? '' }
  const enabled = app !== undefined
  const info = useQuery({ ...query(apps.info, { params }), enabled }).data
  const state = useQuery({ ...query(control.state, { params }), enabled }).data
  const place = useQuery({ ...ofPipelines.ofApp(params.app), enabled }).data
  const act = useMutation({
    mutationFn: ({ run }: { run: () => Promise<unknown>; done: string; failed: string }) => run(),
    onSuccess: (_, { done }) => toast({ title: done, tone: 'ok' }),
    onError: (error, { failed }) => toast({ title: failed, description: sentence(error), tone: 'error' }),
  })
  if (app === undefined) return null
  const wait = 'Loading'
  const maintenance = info?.maintenance ?? false
  return {
    label: app,
    commands: [
      ...pages.map(([label, path]) => ({ id: `page ${label}`, label, to: path(app) })),
      {
        id: 'restart',
        label: 'Restart all dynos',
        icon: <RotateCw size={14} />,
        typed: typedLine(shown(dynos.restartAll, { params })),
        reason: state ? whyNot(state, 'dyno.restart') : wait,
        run: () =>
          act.mutate({
            run: () => call(dynos.restartAll, { params }),
            done: `All dynos of ${app} restart.`,
            failed: `The dynos of ${app} were not restarted.`,
          }),
      },
      {
        id: 'scale',
        label: 'Scale',
        keywords: 'dynos formation quantity size',
        icon: <Scaling size={14} />,
        to: paths.resources(app),
      },
      {
        id: 'couple',
        label: `Add ${app} to a pipeline`,
        icon: <Workflow size={14} />,
        // What is not known yet is said on the page that it leads to.
        reason: (state && whyNot(state, 'app.couple')) ?? (place?.coupling && `It is in ${place.coupling.pipeline.name}`),
        to: `${paths.deploy(app)}?open=pipeline`,
      },
      {
        id: 'maintenance',
        label: maintenance ? 'Switch maintenance mode off' : 'Switch maintenance mode on',
        icon: <Construction size={14} />,
        typed: typedLine(shown(apps.update, { params, body: { maintenance: !maintenance } })),
        reason: state && info ? whyNot(state, 'app.maintenance') : wait,
        run: () =>
          act.mutate({
            run: () => call(apps.update, { params, body: { maintenance: !maintenance } }),
            done: `Maintenance mode of ${app} is ${maintenance ? 'off' : 'on'}.`,
            failed: `Maintenance mode of ${app} was not changed.`,
          }),
      },
    ],
  }
}
