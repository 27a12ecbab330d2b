import { implement, type Route } from '#platform/http/routes.ts'
import { contentOf } from './content.ts'
import { databaseContents } from './contract.ts'
import { openFor } from './rules.ts'
import { change, databaseOf } from './state.ts'
import { measuredAs } from './usage.ts'
import { databaseByPassword, write } from './written.ts'

/** An engine that tells about the same again is not written down. */
const WORTH_TELLING = 0.01

export const postgresRoutes: readonly Route[] = [
  ...implement(databaseContents, {
    content: ({ world, tables, actor, params, host }) => contentOf(world, openFor(tables, actor, params.addon), host.era()),
    measured: ({ world, tables, actor, params, body }) => {
      const addon = openFor(tables, actor, params.addon)
      const row = databaseOf(world, addon)
      const { measured } = row
      const keys = ['bytes', 'tables', 'rows', 'connections'] as const
      const differs = keys.some((key) => Math.abs(body[key] - (measured?.[key] ?? 0)) > WORTH_TELLING * (measured?.[key] ?? 0))
      if (differs) change(world, addon, { measured: measuredAs(world, addon, row, body, body.connections) })
      return {}
    },
    written: ({ world, params, body }) => {
      write(world, databaseByPassword(world, params.addon, body.password), body)
      return {}
    },
  }),
]
