import type { Row } from '#kernel/table.ts'
import { emailOf, record } from '#platform/apps/activity.ts'
import type { App } from '#platform/apps/model.ts'
import type { Slug } from '#platform/builds/model.ts'
import { invalid } from '#platform/http/errors.ts'
import type { PlatformWorld } from '#platform/world.ts'
import { formationDynos, indexOf, removeDyno, restartAll, startDyno } from './lifecycle.ts'
import { DEFAULT_SIZE, LARGEST_QUANTITY, sameApp, sizeOf, type Size } from './sizes.ts'

/** How many dynos of a process type should run, of what size. */
export interface Formation extends Row {
  readonly appId: string
  readonly type: string
  readonly quantity: number
  /** A size's name as the API writes it: 'Standard-1X'. */
  readonly size: string
  readonly command: string
  readonly createdAt: number
  readonly updatedAt: number
}

/** What one process type is asked to become; a quantity may be relative ('+1'). */
export interface ScaleUpdate {
  readonly type: string
  readonly quantity?: number | string | undefined
  readonly size?: string | undefined
}

/** The formation of an app: web first, then by type. */
export const formationOf = (world: PlatformWorld, app: App): Formation[] =>
  world.tables.formations
    .by('app', app.id)
    .sort((a, b) => (a.type === 'web' ? -1 : b.type === 'web' ? 1 : a.type < b.type ? -1 : 1))

/** Fits the formation to a slug's process types. The first deploy runs one web dyno (heroku-facts B.6). */
export function syncFormation(world: PlatformWorld, app: App, slug: Slug, userId: string): void {
  const { formations } = world.tables
  const before = formationOf(world, app)
  const first = before.length === 0
  const size = before.find((row) => row.type === 'web')?.size ?? DEFAULT_SIZE
  const { release: _, ...types } = slug.processTypes
  for (const [type, command] of Object.entries(types)) {
    const row = before.find((candidate) => candidate.type === type)
    if (row) formations.update(row.id, { command, updatedAt: world.now })
    else
      formations.insert({
        id: world.newId('formation'),
        appId: app.id,
        type,
        quantity: 0,
        size,
        command,
        createdAt: world.now,
        updatedAt: world.now,
      })
  }
  for (const row of before) {
    if (row.type in types) continue
    for (const dyno of formationDynos(world, app)) if (dyno.type === row.type) removeDyno(world, dyno, 'release')
    formations.delete(row.id)
  }
  if (first && 'web' in types) {
    const web = formationOf(world, app)[0]
    if (web?.type !== 'web') return
    formations.update(web.id, { quantity: 1 })
    record(world, {
      appId: app.id,
      kind: 'scale',
      text: null,
      line: `Scaled to web@1:${size} by user ${emailOf(world, userId)}`,
      actorId: userId,
    })
    fill(world, app)
  }
}

/**
 * Scales process types, all of them or none; without a user it is autoscaling that does. Refuses with 422 what the rules of sizes
 * and quantities do not allow.
 */
export function scale(world: PlatformWorld, app: App, updates: readonly ScaleUpdate[], userId: string | null): void {
  const wanted = new Map(formationOf(world, app).map((row) => [row.type, row]))
  for (const update of updates) {
    const row = wanted.get(update.type)
    if (!row) throw invalid(`Couldn't find that process type (${update.type}).`)
    const size = update.size === undefined ? row.size : sizeOf(update.size).name
    wanted.set(update.type, { ...row, size, quantity: quantityOf(update, row, sizeOf(size)) })
  }
  const before = formationOf(world, app)
  const settled = new Set([
    ...before.filter((row) => row.quantity > 0).map((row) => row.type),
    ...updates.filter((update) => update.size !== undefined).map((update) => update.type),
  ])
  const fitting = fitTiers([...wanted.values()], settled)
  for (const row of fitting)
    world.tables.formations.update(row.id, { quantity: row.quantity, size: row.size, updatedAt: world.now })
  apply(world, app, before, fitting)
  // Types that run nothing and only followed the tier are not worth a word.
  const asked = new Set(updates.map((update) => update.type))
  const changed = fitting.filter(
    (row) =>
      (asked.has(row.type) || row.quantity > 0) &&
      before.some((old) => old.id === row.id && (old.quantity !== row.quantity || old.size !== row.size)),
  )
  if (changed.length === 0) return
  const words = changed.map((row) => `${row.type}@${row.quantity}:${row.size}`).join(' ')
  record(world, {
    appId: app.id,
    kind: 'scale',
    text: `${userId === null ? 'autoscaled' : 'scaled'} to ${words}`,
    line: `Scaled to ${words} by ${userId === null ? 'autoscaling' : `user ${emailOf(world, userId)}`}`,
    actorId: userId,
  })
}

function quantityOf(update: ScaleUpdate, row: Formation, size: Size): number {
  const { quantity } = update
  if (quantity === undefined) return checkQuantity(row.quantity, size)
  const relative = typeof quantity === 'string' && /^[+-]/.test(quantity)
  return checkQuantity(relative ? row.quantity + Number(quantity) : Number(quantity), size)
}

function checkQuantity(quantity: number, size: Size): number {
  const most = LARGEST_QUANTITY[size.tier]
  if (quantity >= 0 && quantity <= most) return quantity
  if (most === 1)
    throw invalid(
      `Cannot run more than 1 ${size.name} dyno per process type. Change to Standard or Performance dynos to scale further.`,
    )
  throw invalid(`Quantity must be between 0 and ${most}.`)
}

/** Sizes of different tiers do not mix in an app. Types that ran nothing, and whose size nobody named, follow the others. */
function fitTiers(rows: readonly Formation[], settled: ReadonlySet<string>): readonly Formation[] {
  const leading = rows.filter((row) => settled.has(row.type)).map((row) => sizeOf(row.size))
  for (const a of leading) {
    const b = leading.find((other) => !sameApp(a, other))
    if (b) throw invalid(`Cannot use the following dyno types in the same app: ${[a.name, b.name].sort().join(' and ')}`)
  }
  const lead = leading[0]
  if (!lead) return rows
  return rows.map((row) => {
    if (sameApp(sizeOf(row.size), lead)) return row
    checkQuantity(row.quantity, lead)
    return { ...row, size: lead.name }
  })
}

/** Starts, stops and restarts dynos so that they are what the formation says. */
function apply(world: PlatformWorld, app: App, before: readonly Formation[], after: readonly Formation[]): void {
  for (const row of after) {
    for (const dyno of formationDynos(world, app))
      if (dyno.type === row.type && indexOf(dyno) > row.quantity) removeDyno(world, dyno, 'scale')
    if (before.some((old) => old.id === row.id && old.size !== row.size)) restartAll(world, app, 'scale', row.type)
  }
  fill(world, app)
}

/** Starts the dynos that the formation asks for and that are not there. */
function fill(world: PlatformWorld, app: App): void {
  const release = app.releaseId === null ? undefined : world.tables.releases.get(app.releaseId)
  if (!release) return
  const there = new Set(formationDynos(world, app).map((dyno) => dyno.name))
  for (const { type, quantity, size, command } of formationOf(world, app)) {
    for (let index = 1; index <= quantity; index++) {
      const name = `${type}.${index}`
      if (!there.has(name)) startDyno(world, { app, release, name, type, command, size, cause: 'scale' })
    }
  }
}
