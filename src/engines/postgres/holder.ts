import type { Kept, KeptRow } from './kept.ts'
import { Postgres } from './postgres.ts'
import type { Step, Target } from './protocol.ts'
import { sampleSql } from './samples.ts'
import { AS_ENGINE, makeUsers, quoteName } from './sessions.ts'
import { isShared, keptState, recipeOf, settle, upToDate } from './state.ts'

/** A log that has grown by more bytes than this is left for a copy of all files. */
const MOST_LOG = 16_000_000

/** Holds the PostgreSQL of one database in the state that its world says, and keeps what is written to it. */
export class Holder {
  readonly #kept: Kept
  readonly #step: (step: Step) => void
  #row: KeptRow | undefined
  #postgres: Postgres | undefined
  /** How far its log was written when it was kept last, and when all its files were. */
  #written = 0
  #whole = 0
  #logins = ''

  constructor(kept: Kept, step: (step: Step) => void) {
    this.#kept = kept
    this.#step = step
  }

  /** Its PostgreSQL, after everything that has happened. `own` is called before the engine asks something of its own. */
  async hold(target: Target, own: () => Promise<void>): Promise<Postgres> {
    const row = await this.#settle(target)
    const opened = !this.#postgres || this.#row?.current !== row.current
    if (!this.#postgres || opened) {
      await this.#postgres?.close()
      this.#postgres = undefined
      this.#postgres = await this.#open(target, row)
      this.#logins = ''
    }
    this.#row = row
    const logins = JSON.stringify(target.contents.credentials)
    if (this.#logins !== logins) {
      if (!opened) await own()
      await makeUsers(this.#postgres, target.contents.credentials)
      this.#logins = logins
    }
    return this.#postgres
  }

  /** Keeps what was written since the last time. */
  async save(own: () => Promise<void>): Promise<void> {
    const [postgres, row] = [this.#postgres, this.#row]
    if (!postgres || !row) return
    const written = await postgres.written()
    if (written === this.#written) return
    const log = isShared(row) || written - this.#whole > MOST_LOG ? null : postgres.log(this.#written, written)
    if (log) {
      await this.#kept.change(() => row, { log })
      this.#written = written
      return
    }
    await own()
    this.#row = await this.#keepWhole(postgres, { ...row, current: keptState() })
  }

  async #keepWhole(postgres: Postgres, row: KeptRow): Promise<KeptRow> {
    const files = await postgres.files(false)
    this.#whole = this.#written = await postgres.written()
    return this.#kept.change(() => row, { files })
  }

  async #settle({ world, contents, sources }: Target): Promise<KeptRow> {
    if (this.#row && upToDate(this.#row, contents, world)) return this.#row
    return this.#kept.change((rows) => {
      // What happened to the others is only taken into account: they are settled for good when they are opened.
      const known = new Map(rows.map((row) => [row.id, row]))
      for (const source of sources) known.set(source.addon.id, settle(source, world, [...known.values()]))
      return settle(contents, world, [...known.values()])
    })
  }

  async #open({ contents }: Target, row: KeptRow): Promise<Postgres> {
    const { current } = row
    const files = await this.#kept.files(current)
    if (files) {
      this.#step({ what: 'Opening the database', done: null })
      const postgres = await Postgres.start(files)
      this.#whole = this.#written = await postgres.written()
      return postgres
    }
    const postgres = await this.#begin()
    const recipe = recipeOf(current)
    if (recipe && recipe.sample !== '') {
      this.#step({ what: 'Filling its tables', done: null })
      await makeUsers(postgres, contents.credentials)
      const [owner] = contents.credentials
      if (owner) await postgres.exec(`set session authorization ${quoteName(owner.user)}`)
      await postgres.exec(sampleSql(recipe.sample, recipe.seed))
      await postgres.exec(`${AS_ENGINE}; select pg_stat_statements_reset()`)
      await postgres.exec('vacuum analyze')
    }
    // Made once, and quicker had from there.
    await this.#keepWhole(postgres, row)
    return postgres
  }

  async #begin(): Promise<Postgres> {
    this.#step({ what: 'Loading PostgreSQL', done: null })
    const base = await this.#kept.base()
    this.#step({ what: base ? 'Starting PostgreSQL' : 'Setting up PostgreSQL', done: null })
    const postgres = await Postgres.start(base)
    if (!base) await this.#kept.keepBase(await postgres.files(true))
    return postgres
  }
}
