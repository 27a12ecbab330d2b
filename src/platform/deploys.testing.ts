import { strToU8, zipSync } from 'fflate'
import { expect } from 'vitest'
import type { Harness } from '#hosts/support/harness.ts'

// Two projects, and how a test deploys one.

export const GOOD = zipSync({
  'package.json': strToU8(
    JSON.stringify({ name: 'demo', version: '1.0.0', scripts: { start: 'node index.js' }, dependencies: {} }),
  ),
  'package-lock.json': strToU8(JSON.stringify({ name: 'demo', lockfileVersion: 3, packages: { '': { name: 'demo' } } })),
  'index.js': strToU8('require("http").createServer((q, s) => s.end("hi")).listen(process.env.PORT)'),
  Procfile: strToU8('web: node index.js\nworker: node index.js work\n'),
})
export const CRASHING = zipSync({
  'package.json': strToU8(JSON.stringify({ name: 'demo', version: '1.0.1', dependencies: {} })),
  'package-lock.json': strToU8(JSON.stringify({ name: 'demo', lockfileVersion: 3, packages: { '': { name: 'demo' } } })),
  'index.js': strToU8('process.env.PORT'),
  Procfile: strToU8('web: node gone.js\n'),
})

/** Uploads an archive and builds it. Answers the build's id. */
export async function deploy(api: Harness, person: string, app: string, archive: Uint8Array): Promise<string> {
  const source = await api.as(person, 'POST', '/sources')
  const { put_url: url } = (source.body as { source_blob: { put_url: string } }).source_blob
  const put = await api.as(null, 'PUT', new URL(url).pathname, archive)
  expect(put.status).toBe(200)
  const build = await api.as(person, 'POST', `/apps/${app}/builds`, { source_blob: { url } })
  expect(build.status).toBe(201)
  return (build.body as { id: string }).id
}
