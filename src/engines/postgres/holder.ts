import type { Kept, KeptRow } from './kept.ts'
import { Postgres } from './postgres.ts'
import { Refused, type Step, type Target } from './protocol.ts'
import { sampleSql } from './samples.ts'
import { AS_ENGINE, makeUsers, quoteName } from './sessions.ts'
import type { Parts, Supply } from './supply.ts'
import { isShared, keptState, recipeOf, settle, upToDate } from './state.ts'

/** A log that has grown by more bytes than this is left for a copy of all files. */
const MOST_LOG = 16_000_000

/** Holds the PostgreSQL of one database in the state that its world says, and keeps what is written to it. */
export class Holder {
  readonly #kept: Kept
  readonly #supply: Supply
  readonly #step: (step: Step) => void
  #row: KeptRow | undefined
  #postgres: Postgres | undefined
  /** How far its log was written when it was kept last, and when all its files were. */
  #written = 0
  #whole = 0
  #logins = ''

  constructor(kept: Kept, supply: Supply, step: (step: Step) => void) {
    this.#kept = kept
    this.#supply = supply
    this.#step = step
  }

  /** Its PostgreSQL, after everything that has happened. `own` is called before the engine asks something of its own. */
  async hold(target: Target, own: () => Promise<void>): Promise<Postgres> {
    const row = await this.#settle(target)
    const opened = !this.#postgres || this.#row?.current !== row.current
    if (!this.#postgres || opened) {
      await this.#postgres?.close()
      this.#postgres = undefined
      const { postgres, made } = await this.#open(target, row.current)
      // Made once, and quicker had from what is kept.
      if (made) await this.#keepWhole(postgres, row)
      else this.#whole = this.#written = await postgres.written()
      this.#postgres = postgres
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

  /** Another PostgreSQL, with what a backup keeps. */
  async openCopy(target: Target, backup: string): Promise<Postgres> {
    const state = (await this.#settle(target)).copies[backup]
    if (state === undefined) throw new Refused('58P01', 'Nothing is kept of this backup')
    return (await this.#open(target, state)).postgres
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

  async #open({ contents }: Target, state: string): Promise<{ postgres: Postgres; made: boolean }> {
    const files = await this.#kept.files(state)
    const parts = await this.#load(files === null)
    if (files) {
      this.#step({ what: 'Opening the database', done: null })
      return { postgres: await Postgres.start(files, parts), made: false }
    }
    this.#step({ what: parts.base ? 'Starting PostgreSQL' : 'Setting up PostgreSQL', done: null })
    const postgres = await (parts.base ? Postgres.start(parts.base, parts) : Postgres.setUp(parts))
    if (!parts.base) await this.#supply.keepBase(await postgres.files(true))
    const recipe = recipeOf(state)
    if (recipe && recipe.sample !== '') {
      this.#step({ what: 'Filling its tables', done: null })
      await makeUsers(postgres, contents.credentials)
      const [owner] = contents.credentials
      if (owner) await postgres.exec(`set session authorization ${quoteName(owner.user)}`)
      await postgres.exec(sampleSql(recipe.sample, recipe.seed))
      await postgres.exec(`${AS_ENGINE}; select pg_stat_statements_reset()`)
      await postgres.exec('vacuum analyze')
    }
    return { postgres, made: true }
  }

  async #load(base: boolean): Promise<Parts> {
    const what = 'Loading PostgreSQL'
    this.#step({ what, done: null })
    return this.#supply.load({ base }, (done) => this.#step({ what, done }))
  }
}
