import type { Account } from '#platform/account/model.ts'
import { invalid } from '#platform/http/errors.ts'
import { identityOf } from '#platform/http/wire.ts'
import type { PlatformWorld, Tables } from '#platform/world.ts'
import { defaultStack, findRegion, findStack } from './catalog.ts'
import { createApp, generateName, type App } from './model.ts'

/** Refuses a name that is taken. */
export function freeName(tables: Tables, name: string): string {
  if (tables.apps.first('name', name)) throw invalid(`Name ${name} is already taken`)
  return name
}

type Identity = Parameters<typeof identityOf>[0]

interface Asked {
  readonly name?: string | undefined
  readonly region?: Identity | undefined
  readonly stack?: Identity | undefined
}

/** What a person asks for when creating an app, with the platform's own choice where they leave one. */
export function newApp(world: PlatformWorld, actor: Account, asked: Asked, teamId: string | null): App {
  const region = findRegion(identityOf(asked.region ?? 'us')).name
  const stack = findStack(identityOf(asked.stack ?? defaultStack.name)).name
  const name = asked.name === undefined ? generateName(world) : freeName(world.tables, asked.name)
  return createApp(world, { name, region, stack, ownerId: actor.id, teamId })
}
