import type { Kept, KeptRow } from './kept.ts'
import { Postgres } from './postgres.ts'
import type { Step, Target } from './protocol.ts'
import { sampleSql } from './samples.ts'
import { makeUsers, quoteName } from './sessions.ts'
import { keptState, recipeOf, settle, upToDate } from './state.ts'

/** Holds the PostgreSQL of one database in the state that its world says, and keeps what is written to it. */
export class Holder {
  readonly #kept: Kept
  readonly #step: (step: Step) => void
  #row: KeptRow | undefined
  #postgres: Postgres | undefined
  /** How far its log was written when it was kept last. */
  #position = ''
  #logins = ''

  constructor(kept: Kept, step: (step: Step) => void) {
    this.#kept = kept
    this.#step = step
  }

  /** Its PostgreSQL, after everything that has happened. `own` is called before the engine asks something of its own. */
  async hold(target: Target, own: () => Promise<void>): Promise<Postgres> {
    const row = await this.#settle(target)
    if (!this.#postgres || this.#row?.current !== row.current) {
      await this.#postgres?.close()
      this.#postgres = undefined
      this.#postgres = await this.#open(target, row)
      this.#logins = ''
    }
    this.#row = row
    const logins = JSON.stringify(target.contents.credentials)
    if (this.#logins !== logins) {
      await own()
      await makeUsers(this.#postgres, target.contents.credentials)
      this.#position = await this.#postgres.position()
      this.#logins = logins
    }
    return this.#postgres
  }

  /** Keeps what was written since the last time. */
  async save(own: () => Promise<void>): Promise<void> {
    const [postgres, row] = [this.#postgres, this.#row]
    if (!postgres || !row || (await postgres.position()) === this.#position) return
    await own()
    const files = await postgres.files(false)
    const next = { ...row, current: keptState(), used: (await this.#lastUsed()) + 1 }
    await this.#kept.put(next, files)
    this.#row = next
    this.#position = await postgres.position()
  }

  async #settle({ world, contents, sources }: Target): Promise<KeptRow> {
    if (this.#row && upToDate(this.#row, contents, world)) return this.#row
    for (const source of sources) await this.#kept.put(settle(source, world, await this.#kept.rows()))
    const row = { ...settle(contents, world, await this.#kept.rows()), used: (await this.#lastUsed()) + 1 }
    await this.#kept.put(row)
    return row
  }

  async #lastUsed(): Promise<number> {
    return Math.max(0, ...(await this.#kept.rows()).map(({ used }) => used))
  }

  async #open({ contents }: Target, row: KeptRow): Promise<Postgres> {
    const { current } = row
    const files = await this.#kept.blob(current)
    if (files) {
      this.#step({ what: 'Opening the database', done: null })
      return Postgres.start(files)
    }
    const postgres = await this.#begin()
    const recipe = recipeOf(current)
    if (!recipe || recipe.sample === '') return postgres
    this.#step({ what: 'Filling its tables', done: null })
    await makeUsers(postgres, contents.credentials)
    const [owner] = contents.credentials
    if (owner) await postgres.exec(`set session authorization ${quoteName(owner.user)}`)
    await postgres.exec(sampleSql(recipe.sample, recipe.seed))
    await postgres.exec('set session authorization postgres; select pg_stat_statements_reset()')
    await postgres.exec('vacuum analyze')
    // Made once, and quicker had from there.
    await this.#kept.put(row, await postgres.files(false))
    return postgres
  }

  async #begin(): Promise<Postgres> {
    this.#step({ what: 'Loading PostgreSQL', done: null })
    const base = await this.#kept.base((done) => this.#step({ what: 'Loading PostgreSQL', done }))
    this.#step({ what: base ? 'Starting PostgreSQL' : 'Setting up PostgreSQL', done: null })
    const postgres = await Postgres.start(base)
    if (!base) await this.#kept.keepBase(await postgres.files(true))
    return postgres
  }
}
