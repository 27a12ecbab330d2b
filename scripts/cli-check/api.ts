import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'

/** A project that can be deployed. */
export const SAMPLE = 'src/platform/builds/samples/nodejs'

/** A running `npm run api`, and what it says of itself. */
export interface Api {
  readonly url: string
  /** The lines to paste for the CLI. */
  readonly environment: Readonly<Record<string, string>>
  readonly people: readonly { readonly email: string; readonly token: string }[]
  readonly call: (method: string, path: string, body?: unknown, token?: string) => Promise<unknown>
  readonly stop: () => Promise<void>
}

/** Starts a fresh world on a free port. */
export async function startApi(): Promise<Api> {
  const child = spawn(process.execPath, ['src/hosts/node/main.ts', '--port', '0', '--seed', 'cli-check'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const kill = () => child.kill()
  process.once('exit', kill)
  const text = await readGreeting(child)
  const environment = Object.fromEntries(
    [...text.matchAll(/^ *export (\w+)=(\S+)/gm)].map(([, name, value]) => [name ?? '', value ?? '']),
  )
  const people = [...text.matchAll(/^ {2}[* ] (\S+@\S+) +(\S+)/gm)].map(([, email = '', token = '']) => ({ email, token }))
  const url = environment['HEROKU_HOST'] ?? ''
  const call = async (method: string, path: string, body?: unknown, token = people[0]?.token) => {
    const response = await fetch(new URL(path, url), {
      method,
      headers: {
        accept: 'application/vnd.heroku+json; version=3',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: body instanceof Uint8Array ? new Uint8Array(body) : body === undefined ? null : JSON.stringify(body),
    })
    const answer: unknown = await response.json()
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${JSON.stringify(answer)}`)
    return answer
  }
  const stop = async () => {
    child.kill('SIGTERM')
    if (child.exitCode === null) await once(child, 'exit')
    process.off('exit', kill)
  }
  return { url, environment, people, call, stop }
}

function readGreeting(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      if (text.includes('Ctrl-C')) resolve(text)
    })
    child.once('exit', (code) => reject(new Error(`the API ended with ${code} before it listened`)))
  })
}

/** Creates an app and deploys a folder to it; resolves when its dynos are up. */
export async function deploy(api: Api, name: string, folder: string): Promise<void> {
  await api.call('POST', '/apps', { name })
  const archive = execFileSync('tar', ['-czf', '-', '-C', folder, '.'])
  const source = await api.call('POST', `/apps/${name}/sources`)
  const blob = member(source, 'source_blob')
  await api.call('PUT', text(blob, 'put_url'), archive)
  await api.call('POST', `/apps/${name}/builds`, { source_blob: { url: text(blob, 'get_url'), version: 'f00dfeed' } })
  await api.call('PATCH', '/control/clock', { until_quiet: true })
}

/** Has somebody be asked for a second factor from now on. */
export async function askSecondFactor({ people, call }: Api, email: string): Promise<void> {
  const token = people.find((person) => person.email === email)?.token
  const begun = await call('POST', '/control/account/two-factor', undefined, token)
  await call('PUT', '/control/account/two-factor', { code: text(begun, 'simulated_code') }, token)
}

const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Object.entries(value).find(([key]) => key === name)?.[1] : undefined
const text = (value: unknown, name: string) => String(member(value, name))
