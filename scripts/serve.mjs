// Serves the built dashboard: `node scripts/serve.mjs [--port 4400] [--strict] [--host localhost] [--base /] [--dir dist]`.
// Takes the next free port when the one asked for is taken; with --strict that is an error.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { securityHeaders } from '#hosts/security.ts'
import { createStaticServer } from './static-server.ts'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: process.env['PORT'] ?? '4400' },
    host: { type: 'string', default: 'localhost' }, // this machine only; browsers take it for a secure context
    strict: { type: 'boolean', default: false },
    base: { type: 'string', default: process.env['BASE'] ?? '/' },
    dir: { type: 'string', default: process.env['DIST'] ?? 'dist' },
  },
})
const first = Number(values.port)
if (!Number.isInteger(first) || first < 0 || first > 65_535) fail(`Not a port: ${values.port}`)
if (!existsSync(join(values.dir, 'index.html'))) fail(`Nothing built in ${values.dir}: run \`npm run build\` first.`)

const server = createStaticServer({ dir: values.dir, base: values.base, headers: securityHeaders })
let port = first
server.on('error', (error) => {
  if (error.code !== 'EADDRINUSE' || values.strict || port >= first + 50) fail(error.message)
  listen(++port)
})
server.on('listening', () => console.log(`Dynorama is at http://localhost:${server.address().port}${values.base}`))
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(0))
listen(port)

function listen(number) {
  server.listen(number, values.host)
}

function fail(message) {
  console.error(message)
  process.exit(1)
}
