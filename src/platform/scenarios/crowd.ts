import { integer, pick } from '#kernel/random.ts'
import type { Account } from '#platform/account/model.ts'
import { createApp, type App } from '#platform/apps/model.ts'
import { createRelease } from '#platform/releases/model.ts'
import type { Runtime } from '#platform/builds/types.ts'
import { ALL_PERMISSIONS } from '#platform/permissions/contract.ts'
import type { Team } from '#platform/teams/model.ts'
import type { PlatformWorld } from '#platform/world.ts'
import { addMember, addPerson, addTeam } from './people.ts'

const APPS = 10_000
const PEOPLE = 500
const WORDS =
  'billing catalog checkout cms docs events export feed gateway identity import inbox ledger mailer media metrics orders payments portal profile quotes reports search session shipping signup stats store sync tasks teams tickets tracker uploads vault wiki'.split(
    ' ',
  )

const RUNTIMES: readonly [description: string, runtime: Runtime][] = [
  ['Node.js', { language: 'nodejs', framework: 'express', version: '24.19.0', serviceMs: 18, concurrency: 50, memoryMb: 90 }],
  ['Python', { language: 'python', framework: 'django', version: '3.14.7', serviceMs: 60, concurrency: 6, memoryMb: 180 }],
  ['Ruby', { language: 'ruby', framework: 'rails', version: '3.3.9', serviceMs: 70, concurrency: 5, memoryMb: 320 }],
  ['Go', { language: 'go', framework: '', version: '1.25.12', serviceMs: 6, concurrency: 200, memoryMb: 25 }],
]

/** One large team of 500 people. Built by the model's own functions rather than by requests, so that it opens in about a second. */
export function beginCrowd(world: PlatformWorld): void {
  const { tables, seed } = world
  const owner = addPerson(world, 'Ada Nilsen', 'ada@example.com', 'Platform lead of a very large team')
  const team = addTeam(world, 'crowd')
  addMember(world, team, owner, 'admin')
  const people = addCrowd(world, team)
  for (let nth = 0; nth < APPS; nth++) {
    const name = `${pick(WORDS, seed, 'crowd-a', nth)}-${pick(WORDS, seed, 'crowd-b', nth)}-${String(nth).padStart(5, '0')}`
    const app = createApp(world, {
      name,
      ownerId: owner.id,
      teamId: team.id,
      region: nth % 4 === 0 ? 'eu' : 'us',
      stack: 'heroku-24',
      locked: nth % 40 === 7,
    })
    if (nth % 100 === 3) addTo(world, app, pick(people, seed, 'crowd-added', nth))
    // Every tenth has nothing deployed.
    if (nth % 10 === 9) continue
    const [description, runtime] = pick(RUNTIMES, seed, 'crowd-runtime', nth)
    const slug = tables.slugs.insert({
      id: world.newId('slug'),
      appId: app.id,
      sourceId: null,
      processTypes: { web: 'bin/web' },
      description,
      size: integer(8, 180, seed, 'crowd-slug', nth) * 1_000_000,
      stack: 'heroku-24',
      commit: null,
      commitDescription: null,
      checksum: null,
      runtime,
      createdAt: world.now,
    })
    createRelease(world, tables.apps.must(app.id), { description: 'Deploy', slugId: slug.id, userId: owner.id, text: 'deployed' })
  }
  world.advanceTo(world.now + 60_000)
}

const FIRST =
  'Ana Ben Chidi Dora Emil Fatima Goran Hana Ines Jakub Karim Lena Mateo Nadia Oskar Petra Quinn Rosa Sami Tove'.split(' ')
const LAST = 'Adler Brook Costa Dahl Egger Fox Grau Holm Ito Jensen Kern Lund Moss Nkosi Ortiz Park Quist Ramos Stone Toma'.split(
  ' ',
)

/** Hundreds of people in the team. Nobody is signed in as one of them until somebody wants to be. */
function addCrowd(world: PlatformWorld, team: Team): readonly Account[] {
  const { tables, seed, now } = world
  return Array.from({ length: PEOPLE - 1 }, (_, nth) => {
    const name = `${pick(FIRST, seed, 'crowd-first', nth)} ${pick(LAST, seed, 'crowd-last', nth)}`
    const email = `${name.toLowerCase().replace(' ', '.')}.${String(nth).padStart(3, '0')}@example.com`
    const account = tables.accounts.insert({ ...nobody, id: world.newId('account'), name, email, createdAt: now, updatedAt: now })
    addMember(world, team, account, nth % 50 === 0 ? 'admin' : nth % 10 === 5 ? 'viewer' : 'member')
    return account
  })
}

const nobody = { title: '', allowTracking: false, beta: false }

/** Lets somebody manage an app. */
function addTo(world: PlatformWorld, { id: appId }: App, { id: accountId }: Account): void {
  const { now } = world
  const times = { createdAt: now, updatedAt: now }
  world.tables.collaborators.insert({ id: world.newId('collaborator'), appId, accountId, permissions: ALL_PERMISSIONS, ...times })
}
