import { expect, test } from 'vitest'
import { paths } from './paths.ts'

test('every address', () => {
  const all = Object.fromEntries(Object.entries(paths).map(([name, path]) => [name, path('storefront', 'b-1')]))
  expect(all).toMatchInlineSnapshot(`
    {
      "access": "/apps/storefront/access",
      "account": "/account/storefront",
      "activity": "/apps/storefront/activity?by=b-1",
      "addon": "/addons/storefront/b-1",
      "app": "/apps/storefront",
      "apps": "/apps?context=storefront",
      "build": "/apps/storefront/deploy/builds/b-1",
      "databases": "/databases",
      "dataclip": "/dataclips/storefront",
      "dataclips": "/dataclips?database=storefront",
      "deploy": "/apps/storefront/deploy",
      "elements": "/elements/storefront/b-1",
      "everything": "/activity",
      "gallery": "/gallery",
      "listGallery": "/gallery/lists/storefront",
      "logs": "/apps/storefront/logs?q=b-1",
      "marketplace": "/elements?category=storefront",
      "metrics": "/apps/storefront/metrics",
      "newApp": "/new?context=storefront&pipeline=b-1",
      "newInAccount": "/account/applications?create=storefront",
      "newPipeline": "/pipelines?create",
      "newTeam": "/teams?create",
      "notifications": "/notifications",
      "pipeline": "/pipelines/storefront/b-1",
      "pipelines": "/pipelines",
      "release": "/apps/storefront/deploy/releases/b-1",
      "resetPassword": "/reset-password/storefront",
      "resources": "/apps/storefront/resources",
      "run": "/apps/storefront/run",
      "service": "/elements/storefront?app=b-1",
      "settings": "/apps/storefront/settings",
      "sharedDataclip": "/dataclips/shared/storefront",
      "signIn": "/sign-in?next=storefront",
      "team": "/teams/storefront/b-1",
      "teams": "/teams",
      "webhook": "/apps/storefront/settings/webhooks/b-1",
    }
  `)
})

test('addresses without what may be left out', () => {
  expect([paths.apps(), paths.newApp(), paths.signIn()]).toEqual(['/apps', '/new', '/sign-in'])
  expect(paths.release('shop', 'v4', 'v2')).toBe('/apps/shop/deploy/releases/v4?since=v2')
})

test('a name cannot leave its place in the address', () => {
  expect(paths.logs('a', 'level:error', 0)).toBe('/apps/a/logs?q=level%3Aerror&at=1970-01-01T00%3A00%3A00.000Z')
  expect(paths.logs('a/b?c')).toBe('/apps/a%2Fb%3Fc/logs')
})
