import { hex } from '#kernel/random.ts'
import type { Row } from '#kernel/table.ts'
import type { Account } from '#platform/account/model.ts'
import { accountCalled } from '#platform/access/model.ts'
import { conflict, invalid } from '#platform/http/errors.ts'
import type { BodyOf } from '#platform/http/contract.ts'
import { openFor } from '#platform/postgres/rules.ts'
import type { PlatformWorld, Tables } from '#platform/world.ts'
import { MOST_CHARACTERS, titleProblem, type dataclips, type Outcome } from './contract.ts'

/** Of a person. */
const MOST_CLIPS = 500
/** The oldest are forgotten. */
const MOST_VERSIONS = 100

export interface Dataclip extends Row {
  readonly ownerId: string
  readonly title: string
  /** The id of an add-on, which may be gone, and what it is or was called. */
  readonly addonId: string
  readonly addonName: string
  /** The newest last; there is at least one. */
  readonly versions: readonly Version[]
  /** The ids of those it is shared with. */
  readonly people: readonly string[]
  readonly teams: readonly string[]
  readonly link: Link | null
  readonly result: (Outcome & { readonly ranAt: number }) | null
  readonly createdAt: number
  readonly updatedAt: number
}

interface Version {
  readonly number: number
  readonly sql: string
  readonly authorId: string
  readonly createdAt: number
}

interface Link {
  readonly token: string
  readonly byId: string
  readonly at: number
}

export function currentVersion({ versions }: Dataclip): Version {
  const last = versions.at(-1)
  if (!last) throw new Error('a dataclip without a version')
  return last
}

/** A title without what is around it. Refuses with 422 what is none. */
function titled(title: string): string {
  const problem = titleProblem(title)
  if (problem !== null) throw invalid(problem)
  return title.trim()
}

/** Refuses with 422 what says nothing. */
function written(sql: string): string {
  if (sql.trim() === '') throw invalid('The SQL cannot be empty.')
  return sql
}

export function createClip(world: PlatformWorld, actor: Account, asked: BodyOf<typeof dataclips.create>): Dataclip {
  const { dataclips: rows } = world.tables
  const addon = openFor(world.tables, actor, asked.database)
  const title = titled(asked.title)
  if (rows.count('owner', actor.id) >= MOST_CLIPS) throw invalid(`You can have ${MOST_CLIPS} dataclips. Delete one first.`)
  return rows.insert({
    id: world.newId('dataclip'),
    ownerId: actor.id,
    title,
    addonId: addon.id,
    addonName: addon.name,
    versions: [{ number: 1, sql: written(asked.sql), authorId: actor.id, createdAt: world.now }],
    people: [],
    teams: [],
    link: null,
    result: null,
    createdAt: world.now,
    updatedAt: world.now,
  })
}

/** Other SQL is a new version; on another database what was kept is of no use. */
export function updateClip(
  world: PlatformWorld,
  actor: Account,
  before: Dataclip,
  asked: BodyOf<typeof dataclips.update>,
): Dataclip {
  const { number, sql } = currentVersion(before)
  const addon = asked.database === undefined ? null : openFor(world.tables, actor, asked.database)
  const title = asked.title === undefined ? before.title : titled(asked.title)
  const next = asked.sql === undefined || asked.sql === sql ? null : written(asked.sql)
  const version = next === null ? [] : [{ number: number + 1, sql: next, authorId: actor.id, createdAt: world.now }]
  return world.tables.dataclips.update(before.id, {
    title,
    versions: [...before.versions, ...version].slice(-MOST_VERSIONS),
    ...(addon && { addonId: addon.id, addonName: addon.name, ...(addon.id !== before.addonId && { result: null }) }),
    updatedAt: world.now,
  })
}

/** Says with whom it is shared from now on. Refuses with 404 or 422 whom it cannot be. */
export function shareClip(
  world: PlatformWorld,
  actor: Account,
  before: Dataclip,
  { people, teams, link }: BodyOf<typeof dataclips.share>,
): Dataclip {
  const { tables, now, seed } = world
  const ids = people?.map((each) => accountCalled(tables, actor, each).id).filter((id) => id !== before.ownerId)
  const token = () => hex(32, seed, 'dataclip link', before.id, world.count('dataclip link'))
  return tables.dataclips.update(before.id, {
    ...(ids && { people: [...new Set(ids)] }),
    ...(teams && { teams: [...new Set(teams.map((name) => ownTeam(tables, actor, name)))] }),
    ...(link === false && { link: null }),
    ...(link === true && !before.link && { link: { token: token(), byId: actor.id, at: now } }),
    updatedAt: now,
  })
}

function ownTeam({ teams, members }: Tables, actor: Account, identity: string): string {
  const team = teams.get(identity) ?? teams.first('name', identity)
  if (!team || !members.by('account', actor.id).some(({ teamId }) => teamId === team.id))
    throw invalid(`You are in no team ${identity}. Dataclips are shared with teams of your own.`)
  return team.id
}

/** Keeps what a version gave in the place of what was kept before. Refuses with 409 or 422 what cannot be of it. */
export function keepResult(world: PlatformWorld, before: Dataclip, outcome: Outcome): Dataclip {
  const { rows, columns, count } = outcome
  if (!before.versions.some(({ number }) => number === outcome.version))
    throw conflict(`There is no version ${outcome.version} of this dataclip.`)
  if (rows.some((row) => row.length !== columns.length)) throw invalid('Each row needs a value for each column.')
  if (count < rows.length) throw invalid('There cannot be more rows than were counted.')
  const size = rows.reduce((sum, row) => sum + row.reduce((length, value) => length + (value?.length ?? 0), 0), 0)
  if (size > MOST_CHARACTERS) throw invalid(`At most ${MOST_CHARACTERS} characters of a result are kept.`)
  return world.tables.dataclips.update(before.id, { result: { ...outcome, ranAt: world.now } })
}
