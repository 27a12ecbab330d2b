import { integer, pick } from '#kernel/random.ts'
import type { Account } from '#platform/account/model.ts'
import { allow, permissionsOn } from '#platform/apps/access.ts'
import type { App } from '#platform/apps/model.ts'
import { ApiError, forbidden, invalid, notFound } from '#platform/http/errors.ts'
import { judge, type AppAction } from '#platform/permissions/contract.ts'
import { roleIn } from '#platform/teams/access.ts'
import type { PlatformWorld, Tables } from '#platform/world.ts'
import { dataKind, offerOf, type Offer } from './catalog.ts'
import type { Addon, Attachment } from './vars.ts'

// What is refused, and what things are called where nobody says.

/** Refuses with 403 whoever may not change add-ons at this price: paid ones of a personal app are its owner's (heroku-facts F.1). */
export function allowAddons(tables: Tables, app: App, actor: Account, ...offers: readonly Offer[]): void {
  const paid = offers.some(({ plan }) => plan.cents > 0)
  allow(permissionsOn(tables, app, actor.id), paid ? 'addons.paid' : 'addons.free')
  if (paid && app.teamId === null && app.ownerId !== actor.id)
    throw forbidden(`Only the owner of ${app.name} may add, change or destroy paid add-ons.`)
}

/** Whether a person may do this on the app that an add-on is billed to, or on one that uses it. */
function may(tables: Tables, addon: Addon, actor: Account, action: AppAction): boolean {
  const ids = [addon.appId, ...tables.attachments.by('addon', addon.id).map((row) => row.appId)]
  return ids.some((id) => judge(permissionsOn(tables, tables.apps.must(id), actor.id), action).allowed)
}

/** The add-ons that a person may see, in the order of their ids. */
export const visibleAddons = (tables: Tables, actor: Account): Addon[] =>
  tables.addons.all().filter((addon) => may(tables, addon, actor, 'addons.read'))

/** An add-on by name or id, if the person may see it. Refuses with 404 or 403. */
export function addonFor(tables: Tables, actor: Account, identity: string): Addon {
  const addon = tables.addons.get(identity) ?? tables.addons.first('name', identity)
  if (!addon) throw noAddon()
  if (!may(tables, addon, actor, 'addons.read'))
    throw forbidden(`You need the deploy or operate permission on ${tables.apps.must(addon.appId).name} to see its add-ons.`)
  return addon
}

export const noAddon = () => notFound('add_on', 'add-on')

/** An app's add-on by its name or id, or by the name of an attachment. Refuses with 404. */
export function addonOn(tables: Tables, app: App, identity: string): Addon {
  const attached = tables.attachments.by('app', app.id)
  const addon =
    tables.addons.get(identity) ??
    tables.addons.first('name', identity) ??
    tables.addons.get(attached.find(({ name }) => name === identity)?.addonId ?? '')
  if (!addon || (addon.appId !== app.id && !attached.some(({ addonId }) => addonId === addon.id))) throw noAddon()
  return addon
}

/** Refuses with 423 unless the client has asked the person to type a name, and sends it. */
export function confirmed(given: string | null | undefined, names: readonly string[], why: string): void {
  if (given === null || given === undefined)
    throw new ApiError(423, 'confirmation_required', `${why} Confirm it with the name ${names[0]}.`)
  if (!names.includes(given)) throw new ApiError(423, 'confirmation_required', `${given} is not ${names[0]}. ${why}`)
}

/** Refuses with 422 what cannot be added to this app. */
export function checkOffer(tables: Tables, app: App, { service, plan }: Offer): void {
  if (service.state === 'shutdown') throw invalid(`${service.humanName} is no longer offered.`)
  if (plan.inSpaces) throw invalid(`The plan ${service.name}:${plan.name} is only for apps in Private Spaces.`)
  const there = tables.addons.by('app', app.id).find((addon) => addon.service === service.name)
  if (there && !service.several)
    throw invalid(`${app.name} has ${service.humanName} already (${there.name}), and can have it only once. Change its plan.`)
}

/** Refuses with 403 what a team keeps off its apps: where its admins made a list, others may only add what is on it. */
export function checkAllowlist(tables: Tables, app: App, { service }: Offer, actor: Account): void {
  const team = app.teamId === null ? undefined : tables.teams.must(app.teamId)
  if (!team?.preferences?.allowlist || roleIn(tables, team, actor.id) === 'admin') return
  if (!tables.allowedServices.by('team', team.id).some((row) => row.service === service.name))
    throw forbidden(`${service.humanName} is not on the list of add-ons of ${team.name}. Ask an admin of the team to allow it.`)
}

/** Why an add-on cannot move to another plan, and what to do instead; null if it can. */
export function moveProblem(addon: Addon, to: Offer): string | null {
  const from = offerOf(addon)
  const [tier, other] = [tierOf(from), tierOf(to)]
  if (to.service !== from.service) return `${addon.name} is of ${from.service.name}, and can only move to plans of it.`
  if (addon.state === 'provisioning') return `${addon.name} is still being provisioned. Wait until it is there.`
  if (to.plan.inSpaces) return `The plan ${to.service.name}:${to.plan.name} is only for apps in Private Spaces.`
  if (to.plan === from.plan) return `${addon.name} is on the plan ${to.plan.name} already.`
  if (from.service.name === 'heroku-postgresql' && tier !== other)
    return `A database cannot move from ${tier} to ${other} in place. Add one of ${to.plan.name}, copy the data, and promote it.`
  if (from.service.name === 'heroku-kafka' && (tier === 'basic') !== (other === 'basic'))
    return `A cluster cannot move between shared and dedicated plans. Add one of ${to.plan.name} and move your programs to it.`
  if (from.service.name === 'heroku-kafka' && to.plan.cents < from.plan.cents) return 'A cluster cannot move to a smaller plan.'
  return null
}

const tierOf = ({ plan }: Offer) => plan.name.replace(/-\d+$/, '')

const ADDON_NAME = /^[a-zA-Z][A-Za-z0-9_-]+$/
const ATTACHMENT_NAME = /^[A-Z][A-Z0-9_]*$/

/** A name for an add-on that nobody has; refuses with 422 what is none, or taken. */
export function addonName(world: PlatformWorld, asked: string | null | undefined, service: string): string {
  const { addons } = world.tables
  if (asked !== null && asked !== undefined) {
    if (!ADDON_NAME.test(asked) || asked.length > 256)
      throw invalid('Name must start with a letter and can only contain letters, digits, underscores and dashes.')
    if (addons.first('name', asked)) throw invalid(`Name ${asked} is already taken`)
    return asked
  }
  for (;;) {
    const nth = world.count('addon name')
    const { seed } = world
    const noun = dataKind(service)?.noun ?? service.replace(/^heroku-/, '')
    const name = `${noun}-${pick(WORDS, seed, 'addon word', nth)}-${integer(10_000, 99_999, seed, 'addon number', nth)}`
    if (!addons.first('name', name)) return name
  }
}

/** The attachment of an app with this name. */
export const attachmentCalled = (tables: Tables, app: App, name: string): Attachment | undefined =>
  tables.attachments.by('app', app.id).find((row) => row.name === name)

/** Refuses with 422 a name that config vars cannot begin with. */
export function checkAttachmentName(name: string): void {
  if (!ATTACHMENT_NAME.test(name) || name.length > 64)
    throw invalid('Attachment names must start with a letter and can only contain capital letters, digits and underscores.')
}

/** The config vars of the app's own that an attachment of this name would write over. */
export const takenVars = (app: App, keys: readonly string[], name: string): string[] =>
  keys.map((key) => `${name}_${key}`).filter((key) => app.config[key] !== undefined)

/** What an attachment is called where nobody says: DATABASE, then HEROKU_POSTGRESQL_CYAN (heroku-facts E.1). */
export function freeAttachmentName(world: PlatformWorld, app: App, { service, keys }: Pick<Addon, 'service' | 'keys'>): string {
  const isFree = (name: string) => !attachmentCalled(world.tables, app, name) && takenVars(app, keys, name).length === 0
  const data = dataKind(service)
  const plain = data?.as ?? service.toUpperCase().replaceAll('-', '_')
  if (isFree(plain)) return plain
  const first = integer(0, COLORS.length - 1, world.seed, 'colour', app.id, world.tables.attachments.by('app', app.id).length)
  const turned = [...COLORS.slice(first), ...COLORS.slice(0, first)]
  const name = turned.map((color) => `${data?.later ?? plain}_${color}`).find(isFree)
  if (name === undefined) throw invalid('There is no free name left. Say how the attachment shall be called.')
  return name
}

const COLORS =
  'AMBER AQUA BLACK BLUE BRONZE BROWN CHARCOAL COBALT COPPER CRIMSON CYAN GOLD GRAY GREEN IVORY JADE MAROON MAUVE NAVY OLIVE ONYX ORANGE PINK PUCE PURPLE RED ROSE SILVER TEAL VIOLET WHITE YELLOW'.split(
    ' ',
  )
const WORDS =
  'acute adjacent angular animated asymmetrical clean colorful concave concentric contoured convex cubed curly curved cylindrical deep defined dimensional encircled flat fluffy graceful horizontal infinite lively octagonal opaque parallel pointy polished reticulated rigid round rugged shallow shaped silhouetted sinuous slippery solid spherical symmetrical tapered trapezoidal triangular vertical'.split(
    ' ',
  )
