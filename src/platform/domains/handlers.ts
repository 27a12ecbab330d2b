import { uuid } from '#kernel/random.ts'
import { defaultDomain, type App } from '#platform/apps/model.ts'
import { notFound } from '#platform/http/errors.ts'
import { listOf } from '#platform/http/range.ts'
import { implement } from '#platform/http/routes.ts'
import { iso } from '#platform/http/wire.ts'
import { domains } from './contract.ts'

/** The domain that every app has. */
const ofApp = (app: App) => ({
  acm_status: null,
  acm_status_reason: null,
  app: { id: app.id, name: app.name },
  cname: null,
  created_at: iso(app.createdAt),
  hostname: defaultDomain(app),
  id: uuid('domain', app.id),
  kind: 'heroku' as const,
  sni_endpoint: null,
  status: 'succeeded',
  updated_at: iso(app.createdAt),
})

export const domainRoutes = implement(domains, {
  list: ({ app }) => listOf([ofApp(app)], { id: (row) => row.id, hostname: (row) => row.hostname }, (row) => row),
  info: ({ app, params }) => {
    const domain = ofApp(app)
    if (params.domain !== domain.id && params.domain !== domain.hostname) throw notFound('domain')
    return domain
  },
})
