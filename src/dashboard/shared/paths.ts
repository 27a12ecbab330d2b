const below = (app: string, rest = '') => `/apps/${encodeURIComponent(app)}${rest}`

/** Every address of the dashboard, relative to the base it stands below. */
export const paths = {
  /** The apps of one owner: `personal`, a team's name, or of everyone. */
  apps: (context?: string) => `/apps${context ? `?${new URLSearchParams({ context })}` : ''}`,
  /** For an owner, as above; to be put into a stage of a pipeline. */
  newApp: (context?: string, pipeline?: string, stage?: string) => {
    const search = new URLSearchParams({ ...(context && { context }), ...(pipeline && { pipeline }), ...(stage && { stage }) })
    return search.size > 0 ? `/new?${search}` : '/new'
  },
  app: (name: string) => below(name),
  resources: (name: string) => below(name, '/resources'),
  deploy: (name: string) => below(name, '/deploy'),
  build: (name: string, build: string) => below(name, `/deploy/builds/${encodeURIComponent(build)}`),
  /** A release, compared with the one before unless `since` names another: versions such as 'v12'. */
  release: (name: string, version: string, since?: string) =>
    below(name, `/deploy/releases/${encodeURIComponent(version)}${since ? `?${new URLSearchParams({ since })}` : ''}`),
  metrics: (name: string) => below(name, '/metrics'),
  /** Of everyone, or of one person by their address. */
  activity: (name: string, by?: string) => below(name, `/activity${by ? `?${new URLSearchParams({ by })}` : ''}`),
  run: (name: string) => below(name, '/run'),
  access: (name: string) => below(name, '/access'),
  /** `q` filters; `at`, ms since 1970, is a moment to look at. */
  logs: (name: string, q = '', at?: number) => {
    const search = new URLSearchParams({ ...(q && { q }), ...(at !== undefined && { at: new Date(at).toISOString() }) })
    return below(name, search.size > 0 ? `/logs?${search}` : '/logs')
  },
  settings: (name: string) => below(name, '/settings'),
  webhook: (name: string, webhook: string) => below(name, `/settings/webhooks/${encodeURIComponent(webhook)}`),
  /** The marketplace: of one category, or all. */
  marketplace: (category?: string) => `/elements${category ? `?${new URLSearchParams({ category })}` : ''}`,
  /** The other parts of the marketplace, and one of what they hold. */
  elements: (part: string, id?: string) => `/elements/${part}${id === undefined ? '' : `/${encodeURIComponent(id)}`}`,
  /** A service, with an app to add it to. */
  service: (service: string, app?: string) =>
    `/elements/${encodeURIComponent(service)}${app ? `?${new URLSearchParams({ app })}` : ''}`,
  databases: () => '/databases',
  /** All of them, or those of one database. */
  dataclips: (database?: string) => `/dataclips${database ? `?${new URLSearchParams({ database })}` : ''}`,
  dataclip: (clip: string) => `/dataclips/${encodeURIComponent(clip)}`,
  /** Where anybody reads a dataclip who was given its link. */
  sharedDataclip: (token: string) => `/dataclips/shared/${encodeURIComponent(token)}`,
  pipelines: () => '/pipelines',
  /** Asks how a new one is called. */
  newPipeline: () => '/pipelines?create',
  pipeline: (pipeline: string, part = '') => `/pipelines/${encodeURIComponent(pipeline)}${part && `/${part}`}`,
  addon: (addon: string, part = '') => `/addons/${encodeURIComponent(addon)}${part && `/${part}`}`,
  /** A page of one's own account; the profile unless told. */
  account: (part = '') => `/account${part && `/${part}`}`,
  /** Asks for a new token or program that acts for one. */
  newInAccount: (what: string) => `/account/applications?${new URLSearchParams({ create: what })}`,
  teams: () => '/teams',
  /** Asks how a new one is called. */
  newTeam: () => '/teams?create',
  team: (team: string, part = '') => `/teams/${encodeURIComponent(team)}${part && `/${part}`}`,
  notifications: () => '/notifications',
  /** What happened to everything that one can see. */
  everything: () => '/activity',
  /** `next` is where to go once signed in. */
  signIn: (next?: string) => `/sign-in${next ? `?${new URLSearchParams({ next })}` : ''}`,
  /** Where the link of a mail leads. */
  resetPassword: (token: string) => `/reset-password/${encodeURIComponent(token)}`,
  gallery: () => '/gallery',
  listGallery: (app?: string) => `/gallery/lists${app ? `/${encodeURIComponent(app)}` : ''}`,
}
