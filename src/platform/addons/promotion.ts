import type { Account } from '#platform/account/model.ts'
import type { App } from '#platform/apps/model.ts'
import { invalid } from '#platform/http/errors.ts'
import type { PlatformWorld } from '#platform/world.ts'
import { dataKind } from './catalog.ts'
import type { Promotion } from './contract.ts'
import { attachTo } from './lifecycle.ts'
import { attachmentCalled, freeAttachmentName } from './rules.ts'
import { keysOf, type Addon } from './vars.ts'

const POOLED = 'connection-pooling:default'

interface Step {
  readonly addon: Addon
  readonly name: string
  readonly namespace: string | null
}

interface Plan {
  readonly as: string
  readonly current: Addon | null
  readonly keptAs: string | null
  readonly steps: readonly Step[]
}

/** What promoting takes: another name for the one that has it now, if it has no other; the name; the pool, if there is one. */
function planOf(world: PlatformWorld, app: App, addon: Addon): Plan {
  const { tables } = world
  const as = dataKind(addon.service)?.as
  if (as === undefined)
    throw invalid(`Only Postgres, Key-Value Store and Kafka can be promoted. ${addon.name} is of ${addon.service}.`)
  if (addon.state === 'provisioning') throw invalid(`${addon.name} is still being provisioned. Wait until it is there.`)
  const there = attachmentCalled(tables, app, as)
  if (!there) return { as, current: null, keptAs: null, steps: [{ addon, name: as, namespace: null }] }
  if (there.addonId === addon.id && there.namespace === null) throw invalid(`${addon.name} is already promoted on ${app.name}.`)
  const current = tables.addons.must(there.addonId)
  const links = tables.attachments.by('app', app.id)
  const others = links
    .filter(({ addonId, namespace, name }) => addonId === current.id && namespace === there.namespace && name !== as)
    .map(({ name }) => name)
    .sort()
  const keptAs = others[0] ?? freeAttachmentName(world, app, current)
  const pool = links.find(
    ({ name, addonId, namespace }) => name === `${as}_CONNECTION_POOL` && addonId === current.id && namespace === POOLED,
  )
  return {
    as,
    current,
    keptAs,
    steps: [
      ...(others.length === 0 ? [{ addon: current, name: keptAs, namespace: there.namespace }] : []),
      { addon, name: as, namespace: null },
      ...(pool ? [{ addon, name: pool.name, namespace: POOLED }] : []),
    ],
  }
}

/** What promoting would change. Refuses with 422 what cannot be promoted. */
export function promotionOf(world: PlatformWorld, app: App, addon: Addon): Promotion {
  const { as, current, keptAs, steps } = planOf(world, app, addon)
  const holderOf = (name: string) => {
    const there = attachmentCalled(world.tables, app, name)
    return there ? world.tables.addons.must(there.addonId) : null
  }
  return {
    as,
    replaces: current && { id: current.id, name: current.name },
    kept_as: keptAs,
    vars: steps.flatMap((step) =>
      keysOf(step, step.addon).map((key) => ({ key, before: holderOf(step.name)?.name ?? null, after: step.addon.name })),
    ),
    releases: steps.flatMap(({ name, addon: { name: ref } }) => {
      const before = holderOf(name)
      return [...(before ? [`Detach ${name} (@ref:${before.name})`] : []), `Attach ${name} (@ref:${ref})`]
    }),
  }
}

/** Promotes a data store, in one step: either all of it happens or nothing. */
export function promote(world: PlatformWorld, app: App, addon: Addon, actor: Account): Promotion {
  const promotion = promotionOf(world, app, addon)
  for (const step of planOf(world, app, addon).steps)
    attachTo(
      world,
      world.tables.apps.must(app.id),
      step.addon,
      { name: step.name, namespace: step.namespace, confirm: app.name },
      actor,
    )
  return promotion
}
