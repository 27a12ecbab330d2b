import { connection } from '#client/connection.ts'
import { authorization, call, send, urlOf } from '#client/http.ts'
import { query } from '#client/query.ts'
import { askEngine, onceTold, targetOf } from '#engines/postgres/client.ts'
import { Refused, type AnswerTo, type Kind, type Target } from '#engines/postgres/protocol.ts'
import { databaseContents, type Content } from '#platform/postgres/contract.ts'
import { databaseEngine, type Question } from '#platform/postgres/engine/contract.ts'

// An API at an address runs the databases itself, and psql reaches the same ones. In this browser the pages run them; the platform
// says what one holds, and so who may ask at all, and is told what is written to it.

/** Asks the PostgreSQL that keeps a database's tables; it is opened if it is not. Rejects with a `Refused`. */
export function askDatabase<K extends Kind>(addon: string, question: Question & { readonly kind: K }): Promise<AnswerTo<K>> {
  return connection().kind === 'remote' ? askServer(addon, question) : askBrowser(addon, question)
}

/** A backup of a database, by its id, or what it holds now, as SQL that psql restores. */
export async function copyOf(addon: string, backup: string | null): Promise<Blob> {
  if (connection().kind === 'browser') return askEngine({ kind: 'copy', ...(await targetFor(addon)), backup })
  const where = { params: { addon }, ...(backup !== null && { query: { backup } }) }
  return (await send(urlOf(databaseEngine.dump, where), { headers: authorization() })).blob()
}

export const contentOf = (addon: string) => query(databaseContents.content, { params: { addon } })

async function askBrowser(addon: string, question: Question): Promise<never> {
  return onceTold(askEngine({ ...(await targetFor(addon)), ...question }), async (written) => {
    const [login] = (await contentNow(addon)).credentials
    await call(databaseContents.written, { params: { addon }, body: { ...written, password: login?.password ?? '' } })
  })
}

async function askServer(addon: string, body: Question): Promise<never> {
  const answered = await call(databaseEngine.ask, { params: { addon }, body })
  if ('answer' in answered) return answered.answer
  throw new Refused(answered.error.code, answered.error.message, answered.error)
}

/** What the world says at this moment: of a restore, or of a world turned back, the pages hear a little later. */
const contentNow = (addon: string): Promise<Content> => call(databaseContents.content, { params: { addon } })

/** What the engine is told of a database that is asked in this browser. */
export async function targetFor(addon: string): Promise<Target> {
  return targetOf(await contentNow(addon), (id) => contentNow(id).catch(() => null))
}
