import { permissionsOn } from '#platform/apps/access.ts'
import type { App } from '#platform/apps/model.ts'
import type { Dyno } from '#platform/dynos/model.ts'
import type { PlatformWorld } from '#platform/world.ts'
import type { AppState } from './contract.ts'
import { strainOn } from './strain.ts'

type Verdict = Pick<AppState, 'health' | 'summary'>

/** How an app is doing, for one who may see it. */
export function stateOf(world: PlatformWorld, app: App, accountId: string): AppState {
  const { tables } = world
  const dynos = tables.dynos.by('app', app.id).filter((dyno) => !dyno.oneOff && dyno.type !== 'release')
  const wanted = tables.formations.by('app', app.id).reduce((sum, row) => sum + row.quantity, 0)
  const release = app.releaseId === null ? undefined : tables.releases.get(app.releaseId)
  return {
    app: app.id,
    ...verdictOn(world, app, dynos, wanted),
    dynos_up: dynos.filter((dyno) => dyno.state === 'up').length,
    dynos_wanted: wanted,
    release: release?.slugId ? release.version : null,
    permissions: [...permissionsOn(tables, app, accountId)],
  }
}

const some = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`

function verdictOn(world: PlatformWorld, app: App, dynos: readonly Dyno[], wanted: number): Verdict {
  const { tables } = world
  const builds = tables.builds.by('app', app.id)
  if (app.maintenance) return { health: 'maintenance', summary: 'Maintenance mode is on: visitors see the maintenance page.' }
  if (builds.some((build) => build.status === 'pending')) return { health: 'deploying', summary: 'A build is running.' }
  const pending = tables.releases.by('app', app.id).find((release) => release.status === 'pending')
  if (pending) return { health: 'deploying', summary: `The release command of v${pending.version} is running.` }
  const current = app.releaseId === null ? undefined : tables.releases.get(app.releaseId)
  if (!current?.slugId) return { health: 'empty', summary: 'Nothing has been deployed yet.' }
  if (wanted === 0) return { health: 'stopped', summary: 'Every process type is scaled to zero.' }

  const inState = (state: Dyno['state']) => dynos.filter((dyno) => dyno.state === state)
  const [crashed, starting, idle, up] = [inState('crashed'), inState('starting'), inState('idle'), inState('up')]
  const [first] = crashed
  if (first) {
    const end = tables.runs.get(first.runId)?.end
    const why =
      end?.reason === 'boot-timeout'
        ? 'did not bind its port within 60 seconds (R10)'
        : end?.reason === 'memory'
          ? 'ran out of memory (R15)'
          : `exited with status ${end?.status ?? 1}`
    const web = dynos.filter((dyno) => dyno.type === 'web')
    const down = web.length > 0 && web.every((dyno) => dyno.state === 'crashed')
    return {
      health: down ? 'down' : 'degraded',
      summary: `${crashed.length === 1 ? first.name : some(crashed.length, 'dyno')} crashed: ${first.name} ${why}.`,
    }
  }
  if (up.length === 0 && idle.length > 0) return { health: 'idle', summary: 'Asleep: the next request wakes it.' }
  if (starting.length > 0) return { health: 'deploying', summary: `${some(starting.length, 'dyno')} starting.` }
  const strain = strainOn(world, app, up)
  if (strain !== null) return { health: 'degraded', summary: strain }
  return { health: 'healthy', summary: `${some(up.length, 'dyno')} up.` }
}
