import type { Postgres } from './postgres.ts'
import { Refused, type Login } from './protocol.ts'
import { firstWords } from './split.ts'

/** Makes the engine itself the user. */
export const AS_ENGINE = 'set session authorization postgres'

/** A name or a text as SQL writes it. */
export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`
export const quoteText = (text: string): string =>
  `${text.includes('\\') ? ' E' : ''}'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`

/** Makes the users of a database. The first owns what it holds. */
export async function makeUsers(postgres: Postgres, logins: readonly Login[]): Promise<void> {
  const known = new Set((await postgres.ask('select rolname from pg_roles')).map(([name]) => name))
  const [owner] = logins
  const made = logins.filter(({ user }) => !known.has(user))
  for (const { user, permission } of made) {
    const name = quoteName(user)
    // A COPY from a client is handed to PostgreSQL as a file.
    await postgres.exec(`create role ${name} login; grant pg_read_server_files to ${name}`)
    if (user !== owner?.user) await postgres.exec(`grant pg_read_all_data to ${name}`)
    if (permission === 'readwrite') await postgres.exec(`grant pg_write_all_data to ${name}`)
  }
  if (!owner) return
  const [[before = null] = []] = await postgres.ask("select nspowner::regrole from pg_namespace where nspname = 'public'")
  if (before === owner.user) return
  const name = quoteName(owner.user)
  // A fork belongs to its own user, and so does everything that was made by the user of the one it came from.
  if (before !== null && before !== 'postgres' && before !== 'pg_database_owner')
    await postgres.exec(`reassign owned by ${before} to ${name}`)
  await postgres.exec(`alter schema public owner to ${name}; grant create on database ${quoteName(postgres.database)} to ${name}`)
}

/**
 * What is refused because it would make a session somebody else, or one that only reads one that writes. PostgreSQL would allow
 * it: behind the sessions there is one connection of a superuser.
 */
export function problemOf(sql: string, readonly: boolean): Refused | null {
  const words = firstWords(sql, 4)
  if (/^set ((local|session) )?session authorization\b/.test(words) || /\bset_config\s*\(\s*'session_authorization'/i.test(sql))
    return new Refused('42501', 'permission denied to set session authorization')
  if (readonly && /\btransaction_read_only\b|\bread\s+write\b/i.test(sql))
    return new Refused('25006', 'cannot set transaction read-write mode on a database that is read-only')
  return null
}

/** The connections to a database, which take turns on the one that there is. */
export class Sessions {
  readonly #postgres: Postgres
  /** What each has set, to be set again when it is its turn. */
  readonly #settings = new Map<string, string[]>()
  #current = ''

  constructor(postgres: Postgres) {
    this.#postgres = postgres
  }

  /** Gives the session its turn, as that user. */
  async take(session: string, user: string, readonly: boolean): Promise<void> {
    const turn = `${session} ${user} ${readonly}`
    if (this.#current === turn) return
    this.#current = ''
    const settings = [...(this.#settings.get(session) ?? []), ...(readonly ? ['set default_transaction_read_only = on'] : [])]
    await this.#postgres.exec(`${AS_ENGINE}; reset all; set session authorization ${quoteName(user)}; ${settings.join('; ')}`)
    this.#current = turn
  }

  /** Takes note of a statement that was run. */
  note(session: string, sql: string): void {
    const words = firstWords(sql, 2)
    if (!/^(set|reset) /.test(words) || /^set (local|transaction|session|constraints)$/.test(words)) return
    this.#settings.set(session, [...(this.#settings.get(session) ?? []), sql])
  }

  /** Lets the engine itself ask something. */
  async release(): Promise<void> {
    if (this.#current === '') return
    this.#current = ''
    await this.#postgres.exec(`${AS_ENGINE}; reset all`)
  }

  async leave(session: string): Promise<void> {
    this.#settings.delete(session)
    if (!this.#current.startsWith(`${session} `)) return
    await this.#postgres.exec('rollback')
    await this.release()
    await this.#postgres.exec('discard temp')
  }
}
