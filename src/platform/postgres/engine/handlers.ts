import { Headed } from '#platform/http/answer.ts'
import { ApiError, invalid, notFound } from '#platform/http/errors.ts'
import type { Databases, PlatformHost } from '#platform/host.ts'
import { implement, type Route } from '#platform/http/routes.ts'
import { backupOf, checkAddress } from '#platform/postgres/backup-address.ts'
import { loginsOf } from '#platform/postgres/content.ts'
import { openFor } from '#platform/postgres/rules.ts'
import { labelOf } from '#platform/postgres/wire.ts'
import { databaseEngine, type Question } from './contract.ts'

/** Refuses where the pages run the databases. */
function enginesOf({ databases }: PlatformHost): Databases {
  if (databases) return databases
  throw new ApiError(501, 'not_implemented', 'Databases run in the dashboard here: only `npm run api` answers this.')
}

/** The same question with names that nobody else's sessions and results have. */
function owned(question: Question, owner: string): Question {
  if ('session' in question) return { ...question, session: `${owner}.${question.session}` }
  if ('result' in question && !question.result.startsWith(`${owner}.`)) throw notFound('result')
  return question
}

export const engineRoutes: readonly Route[] = [
  ...implement(databaseEngine, {
    async ask({ world, tables, actor, params, body, host }) {
      const addon = openFor(tables, actor, params.addon)
      if ('as' in body && !loginsOf(world, addon).some(({ user }) => user === body.as))
        throw invalid(`No credential of ${addon.name} has the user ${body.as}.`)
      const answered = await enginesOf(host).ask(addon.id, owned(body, actor.id))
      if (answered) return answered
      throw notFound('database')
    },
    async dump({ tables, actor, params, query, host }) {
      const addon = openFor(tables, actor, params.addon)
      return dumpOf(host, addon.id, query.backup ?? null)
    },
    async backup({ world, params, query, host, now }) {
      checkAddress(enginesOf(host).secret, params.backup, query, now)
      const found = backupOf(world, params.backup)
      if (!found) throw notFound('backup')
      const { addon, backup } = found
      return new Headed(await dumpOf(host, addon.id, backup.id), {
        'content-type': 'application/sql',
        'content-disposition': `attachment; filename="${addon.name}-${labelOf(backup)}.sql"`,
      })
    },
  }),
]

/** What a database holds now, or a backup of it keeps, as SQL. */
async function dumpOf(host: PlatformHost, addon: string, backup: string | null): Promise<ReadableStream<Uint8Array>> {
  const answered = await enginesOf(host).ask(addon, { kind: 'copy', backup })
  if (!answered) throw notFound('database')
  if ('error' in answered) throw invalid(`${answered.error.message}.`)
  const sql: Blob = answered.answer
  return sql.stream()
}
