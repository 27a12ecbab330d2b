import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import * as z from 'zod/mini'
import { control } from '#platform/control/contract.ts'
import type { Host } from './host.ts'
import type { Options } from './options.ts'

const People = z.array(z.object({ email: z.string(), title: z.string(), token: z.string() }))

/** What the terminal shows once the server listens: where it is, as whom to use it, and how to point the CLI at it. */
export async function greeting(host: Host, options: Options): Promise<string> {
  const url = `http://localhost:${host.port}`
  const response = await host.fetch(new Request(url + control.people.path))
  const people = People.parse(await response.json())
  const width = Math.max(...people.map(({ email }) => email.length))
  const trust = await writeCertificate(host, options)
  return `The platform answers at ${url}
Key-value stores answer Redis clients at localhost:${host.redisPort}, with an app's own REDIS_URL,
and databases psql and other clients at localhost:${host.postgresPort}, with its DATABASE_URL.
${options.data === null ? 'Its world ends with this process; --data FILE keeps it.' : `Its world is kept in ${options.data}.`}

People:
${people.map(({ email, token, title }, i) => `  ${i === 0 ? '*' : ' '} ${email.padEnd(width)}  ${token ?? '(no session)'}  ${title}`).join('\n')}

The Heroku CLI as the first of them, in another terminal:
  export HEROKU_HOST=${url}
  export HEROKU_API_KEY=${people[0]?.token ?? ''}
  export HEROKU_PARTICLEBOARD_URL=${url}
  export HEROKU_BUILDPACK_REGISTRY_URL=${url}
  export DISABLE_TELEMETRY=true
${trust === null ? '' : `  export NODE_EXTRA_CA_CERTS=${trust}   # for heroku run\n`}
Ctrl-C ends it.
`
}

/** Puts the certificate where a client's setting can point at it, under a name that stays; null if that is not possible. */
async function writeCertificate(host: Host, options: Options): Promise<string | null> {
  const path = options.data === null ? join(tmpdir(), `dynorama-${host.port}.pem`) : resolve(`${options.data}.pem`)
  try {
    // Made anew, so that nothing is written through a link that somebody else left there.
    await rm(path, { force: true })
    await writeFile(path, host.certificate, { flag: 'wx', mode: 0o600 })
    return path
  } catch {
    return null
  }
}
