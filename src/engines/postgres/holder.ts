import type { Kept } from './kept.ts'
import { Postgres } from './postgres.ts'
import { Refused, type Contents, type Step, type Target, type Written } from './protocol.ts'
import { sampleSql } from './samples.ts'
import { AS_ENGINE, makeUsers, quoteName } from './sessions.ts'
import type { Parts, Supply } from './supply.ts'
import { isWritten, nameOf, newTimeline, placeOf, recipeOf } from './state.ts'

interface Held {
  readonly postgres: Postgres
  /** The newest that the world has said of it. */
  contents: Contents
  /** What it holds: what the world said when it was opened, or what was written since; and what it was before its timeline. */
  name: string
  from: string
  /** How far each timeline is in it. */
  readonly reached: Map<string, number>
  /** Up to where its log is kept; null where all its files have to be. */
  kept: number | null
  /** Up to where nothing in its log is anybody's but the engine's own. */
  own: number
  users: string
}

/**
 * Holds the PostgreSQL of one database in the state that its world says, and keeps what is written to it. A write counts when the
 * world knows of it, and whoever asked for it tells the world before it is answered. If that does not happen, because a tab was
 * closed or a process killed in between, the world goes on saying what there was before, and nobody was told otherwise.
 */
export class Holder {
  readonly #kept: Kept
  readonly #supply: Supply
  readonly #step: (step: Step) => void
  #held: Held | undefined

  constructor(kept: Kept, supply: Supply, step: (step: Step) => void) {
    this.#kept = kept
    this.#supply = supply
    this.#step = step
  }

  /** Its PostgreSQL, as the world says it is. `own` is called before the engine asks something of its own. */
  async hold({ contents }: Target, own: () => Promise<void>): Promise<Postgres> {
    const before = this.#held
    const held = before && isNoNews(before, contents) ? before : await this.#reopen(contents)
    if (held.contents.era !== contents.era || held.contents.since <= contents.since) held.contents = contents
    const users = JSON.stringify(contents.credentials)
    if (held.users !== users) {
      if (held === before) await own()
      await makeUsers(held.postgres, contents.credentials)
      held.own = await held.postgres.written()
      held.users = users
    }
    return held.postgres
  }

  /** Whether what was written to it last is not kept here: then it is what there was before anybody wrote. */
  get lacks(): boolean {
    return this.#held !== undefined && isWritten(this.#held.name) && this.#held.kept === null
  }

  /** Another PostgreSQL, with what a backup keeps. */
  async openCopy({ contents }: Target, backup: string): Promise<Postgres> {
    const [name] = contents.backups[backup] ?? []
    if (name === undefined) throw new Refused('58P01', 'Nothing is kept of this backup')
    const { postgres, name: opened } = await this.#open(contents, [name, 'empty'])
    if (opened === name) return postgres
    await postgres.close()
    throw new Refused('58P01', 'What this backup keeps is not here, but where it was written')
  }

  /** Keeps what was written since the last time; null if nothing was. */
  async save(own: () => Promise<void>): Promise<Written | null> {
    const held = this.#held
    if (!held) return null
    const written = await held.postgres.written()
    if (written === held.own) return null
    const name = (await this.#saveLog(held, written)) ?? (await this.#saveAll(held, own))
    const { timeline, position } = placeOf(name)
    if (timeline !== placeOf(held.name).timeline) held.from = held.name
    held.name = name
    held.kept = held.own = position
    held.reached.set(timeline, position)
    return { name, from: held.from, since: held.contents.since }
  }

  /** Keeps what the log has grown by; answers null where it takes all files. */
  async #saveLog({ postgres, contents, name, kept }: Held, written: number): Promise<string | null> {
    const log = kept === null ? null : postgres.log(kept, written)
    if (kept === null || !log) return null
    const next = nameOf({ ...placeOf(name), position: written })
    return (await this.#kept.add(next, needsOf(contents), { from: kept, log })) ? next : null
  }

  async #saveAll({ postgres, contents, name, kept }: Held, own: () => Promise<void>): Promise<string> {
    await own()
    const files = await postgres.files(false)
    const position = await postgres.written()
    const needs = needsOf(contents)
    const next = nameOf({ ...placeOf(name), position })
    if (kept !== null && (await this.#kept.add(next, needs, { from: kept, files }))) return next
    // The timeline has gone on otherwise, or is not to be gone on with.
    const first = nameOf({ timeline: newTimeline(), position })
    await this.#kept.add(first, needs, { from: 0, files })
    return first
  }

  async #reopen(contents: Contents): Promise<Held> {
    await this.#held?.postgres.close()
    this.#held = undefined
    const { postgres, name: opened, made } = await this.#open(contents, contents.names)
    const [name = opened] = contents.names
    const reached = new Map([name, opened].map((each) => [placeOf(each).timeline, placeOf(each).position]))
    const kept = isWritten(opened) ? placeOf(opened).position : null
    const needs = needsOf(contents)
    // Made once, and quicker had from what is kept.
    if (made) await this.#kept.add(opened, needs, { from: 0, files: await postgres.files(false) })
    else await this.#kept.need(opened, needs)
    await postgres.rename(contents.database)
    const own = await postgres.written()
    this.#held = { postgres, contents, name, from: name, reached, kept, own, users: '' }
    return this.#held
  }

  /** Opens the first of these states that is kept, or can be made. */
  async #open(contents: Contents, names: readonly string[]): Promise<{ postgres: Postgres; name: string; made: boolean }> {
    for (const name of names) {
      const files = await this.#kept.files(name)
      if (files) {
        const parts = await this.#load(false)
        this.#step({ what: 'Opening the database', done: null })
        return { postgres: await Postgres.start(files, parts), name, made: false }
      }
      if (!isWritten(name)) return { postgres: await this.#make(contents, name), name, made: true }
    }
    throw new Refused('58P01', 'Nothing is kept of this database')
  }

  async #make({ credentials }: Contents, name: string): Promise<Postgres> {
    const parts = await this.#load(true)
    this.#step({ what: parts.base ? 'Starting PostgreSQL' : 'Setting up PostgreSQL', done: null })
    const postgres = await (parts.base ? Postgres.start(parts.base, parts) : Postgres.setUp(parts))
    if (!parts.base) await this.#supply.keepBase(await postgres.files(true))
    const recipe = recipeOf(name)
    if (recipe && recipe.sample !== '') {
      this.#step({ what: 'Filling its tables', done: null })
      await makeUsers(postgres, credentials)
      const [owner] = credentials
      if (owner) await postgres.exec(`set session authorization ${quoteName(owner.user)}`)
      await postgres.exec(sampleSql(recipe.sample, recipe.seed))
      await postgres.exec(`${AS_ENGINE}; select pg_stat_statements_reset()`)
      await postgres.exec('vacuum analyze')
    }
    return postgres
  }

  async #load(base: boolean): Promise<Parts> {
    const what = 'Loading PostgreSQL'
    this.#step({ what, done: null })
    return this.#supply.load({ base }, (done) => this.#step({ what, done }))
  }
}

const needsOf = ({ addon, backups }: Contents) => ({ id: addon.id, backups: Object.values(backups) })

/**
 * Whether a database goes on as it is. Of two that ask at a time, one has what the other wrote, or knows less than is known: the
 * world is told of a write a moment after it is done.
 */
function isNoNews({ contents, name, reached }: Held, { era, since, names: [next = ''] }: Contents): boolean {
  if (era !== contents.era || since > contents.since) return next === name
  const { timeline, position } = placeOf(next)
  return since < contents.since || position <= (reached.get(timeline) ?? -1)
}
