import { iso, isoOrNull } from '#platform/http/wire.ts'
import type { Tables } from '#platform/world.ts'
import { findRegion, findStack, type Region } from './catalog.ts'
import type { App as WireApp } from './contract.ts'
import { webUrl, type App } from './model.ts'

/** An app as it travels. Team apps are owned by the team's own address, as the platform shows them. */
export function wireApp(tables: Tables, app: App): WireApp {
  const team = app.teamId === null ? null : tables.teams.must(app.teamId)
  const owner = team
    ? { id: team.id, email: `${team.name}@herokumanager.com` }
    : { id: app.ownerId, email: tables.accounts.must(app.ownerId).email }
  const teamRef = team && { id: team.id, name: team.name }
  const named = ({ id, name }: { readonly id: string; readonly name: string }) => ({ id, name })
  return {
    acm: app.acm,
    archived_at: null,
    buildpack_provided_description: app.description,
    build_stack: named(findStack(app.buildStack)),
    created_at: iso(app.createdAt),
    git_url: `https://git.heroku.com/${app.name}.git`,
    id: app.id,
    internal_routing: null,
    maintenance: app.maintenance,
    name: app.name,
    owner,
    organization: teamRef,
    team: teamRef,
    region: named(findRegion(app.region)),
    released_at: isoOrNull(app.releasedAt),
    repo_size: app.repoSize,
    slug_size: app.slugSize,
    space: null,
    stack: named(findStack(app.stack)),
    updated_at: iso(app.updatedAt),
    web_url: webUrl(app),
    generation: 'cedar',
    create_status: 'complete',
    process_tier: null,
  }
}

/** How lists of apps are sorted. */
export const appKeys = { id: (app: App) => app.id, name: (app: App) => app.name, updated_at: (app: App) => iso(app.updatedAt) }

export const REGIONS_SINCE = Date.UTC(2012, 0, 1)
export const wireRegion = ({ id, name, description, country, locale, provider }: Region) => ({
  country,
  created_at: iso(REGIONS_SINCE),
  description,
  id,
  locale,
  name,
  private_capable: false,
  provider,
  updated_at: iso(REGIONS_SINCE),
})
