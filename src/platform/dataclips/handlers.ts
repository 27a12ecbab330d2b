import type { Account } from '#platform/account/model.ts'
import { listOf } from '#platform/http/range.ts'
import { implement } from '#platform/http/routes.ts'
import { iso } from '#platform/http/wire.ts'
import type { Tables } from '#platform/world.ts'
import { dataclips, toCsv, toRecords, type Kept } from './contract.ts'
import { createClip, currentVersion, keepResult, shareClip, updateClip, type Dataclip } from './model.ts'
import { clipByLink, clipFor, refusalsOf, roleOn } from './rules.ts'

function personOf(tables: Tables, id: string) {
  const { email } = tables.accounts.must(id)
  return { id, email }
}

function wireResult({ result }: Dataclip): Kept | null {
  if (!result) return null
  const { ranAt, ...outcome } = result
  return { ...outcome, ran_at: iso(ranAt) }
}

function wireListed(tables: Tables, actor: Account, clip: Dataclip) {
  const { id, title, addonId, addonName, people, teams, link, result } = clip
  const addon = tables.addons.get(addonId)
  const app = addon && tables.apps.must(addon.appId)
  return {
    id,
    title,
    database: addon && app ? { id: addonId, name: addon.name, app: { id: app.id, name: app.name } } : null,
    database_name: addon?.name ?? addonName,
    owner: { ...personOf(tables, clip.ownerId), name: tables.accounts.must(clip.ownerId).name },
    role: roleOn(tables, actor, clip) ?? 'viewer',
    version: currentVersion(clip).number,
    created_at: iso(clip.createdAt),
    updated_at: iso(clip.updatedAt),
    last_run: result && { ran_at: iso(result.ranAt), ms: result.ms, count: result.count, failed: result.error !== null },
    shared: { people: people.length, teams: teams.length, link: link !== null },
  }
}

function wireClip(tables: Tables, actor: Account, clip: Dataclip) {
  const { versions, people, teams, link } = clip
  return {
    ...wireListed(tables, actor, clip),
    versions: versions.map(({ number, sql, authorId, createdAt }) => ({
      number,
      sql,
      author: personOf(tables, authorId),
      created_at: iso(createdAt),
    })),
    people: people.map((id) => personOf(tables, id)),
    teams: teams.flatMap((id) => {
      const team = tables.teams.get(id)
      return team ? [{ id, name: team.name }] : []
    }),
    link: link && { token: link.token, enabled_by: personOf(tables, link.byId), enabled_at: iso(link.at) },
    result: wireResult(clip),
    refusals: refusalsOf(tables, actor, clip),
  }
}

const nothing = { columns: [], rows: [] }

export const dataclipRoutes = implement(dataclips, {
  list: ({ tables, actor }) =>
    listOf(
      tables.dataclips.all().filter((clip) => roleOn(tables, actor, clip)),
      { created_at: (clip) => iso(clip.createdAt), id: (clip) => clip.id },
      (clip) => wireListed(tables, actor, clip),
    ),
  create: ({ world, tables, actor, body }) => wireClip(tables, actor, createClip(world, actor, body)),
  info: ({ tables, actor, params }) => wireClip(tables, actor, clipFor(tables, actor, params.clip)),
  update: ({ world, tables, actor, params, body }) =>
    wireClip(tables, actor, updateClip(world, actor, clipFor(tables, actor, params.clip, 'edit'), body)),
  delete: ({ tables, actor, params }) => {
    const answer = wireClip(tables, actor, clipFor(tables, actor, params.clip, 'share'))
    tables.dataclips.delete(params.clip)
    return answer
  },
  share: ({ world, tables, actor, params, body }) =>
    wireClip(tables, actor, shareClip(world, actor, clipFor(tables, actor, params.clip, 'share'), body)),
  keep: ({ world, tables, actor, params, body }) =>
    wireClip(tables, actor, keepResult(world, clipFor(tables, actor, params.clip, 'run'), body)),
  shared: ({ tables, params }) => {
    const clip = clipByLink(tables, params.token)
    const { number, sql } = currentVersion(clip)
    return {
      title: clip.title,
      owner: { name: tables.accounts.must(clip.ownerId).name },
      sql,
      version: number,
      updated_at: iso(clip.updatedAt),
      result: wireResult(clip),
    }
  },
  sharedJson: ({ tables, params }) => toRecords(clipByLink(tables, params.token).result ?? nothing),
  sharedCsv: ({ tables, params }) => {
    const text = toCsv(clipByLink(tables, params.token).result ?? nothing)
    return { contentType: 'text/plain; charset=utf-8', pull: () => ({ text, done: true }) }
  },
})
