import type { Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { PlatformHost } from '#platform/index.ts'
import type { Repositories } from './repositories.ts'
import { startGit } from './run.ts'

interface Doors {
  readonly host: Pick<PlatformHost, 'onEvent'>
  readonly fetch: (request: Request) => Promise<Response>
  readonly repositories: Repositories
  readonly report: PlatformHost['report']
}

const PATH = /^\/([a-z][a-z0-9-]*)\.git\/(info\/refs|git-(?:receive|upload)-pack)$/
const HINT = 'The password is a token: `npm run api` prints those of its people.'

/**
 * Git's own protocol over HTTP ("smart"): a push to an app's repository is built and released by the hook that git runs,
 * and refused with it. Answers null to what is not git's.
 */
export class GitService {
  readonly #doors: Doors
  readonly #stop: () => void

  constructor(doors: Doors) {
    this.#doors = doors
    this.#stop = doors.host.onEvent((event) => {
      if (event.kind === 'clock') return
      // In another world nothing has been pushed.
      const gone = event.kind === 'world' ? [undefined] : event.changes.filter(isDeletedApp).map(({ id }) => id)
      for (const id of gone) doors.repositories.drop(id).catch((error: unknown) => doors.report(error, 'dropping a repository'))
    })
  }

  async answer(request: Request): Promise<Response | null> {
    const url = new URL(request.url)
    const [, name, path] = PATH.exec(url.pathname) ?? []
    if (name === undefined || path === undefined) return null
    const asked = path === 'info/refs' ? url.searchParams.get('service') : path
    const service = asked === 'git-receive-pack' || asked === 'git-upload-pack' ? asked.slice('git-'.length) : null
    if (service === null || (request.method === 'GET') !== (path === 'info/refs'))
      return text(400, 'Only git over smart HTTP is answered here.')
    const found = await this.#appFor(request, name)
    if (found instanceof Response) return found
    let repository: string
    try {
      repository = await this.#doors.repositories.open(found.id)
    } catch (error) {
      return text(501, `There is no git to push to: ${error instanceof Error ? error.message : String(error)}`)
    }
    const environment = {
      DYNORAMA_APP: name,
      DYNORAMA_AUTHORIZATION: request.headers.get('authorization') ?? '',
      DYNORAMA_NODE: process.execPath,
      DYNORAMA_URL: url.origin.replace(/^https:/, 'http:'),
      ...protocolOf(request),
    }
    return this.#run(service, repository, environment, request)
  }

  close(): Promise<void> {
    this.#stop()
    return this.#doors.repositories.close()
  }

  /** The app that is pushed to or cloned, for those who may deploy it; what it holds is theirs. */
  async #appFor(request: Request, name: string): Promise<{ readonly id: string } | Response> {
    const authorization = request.headers.get('authorization')
    if (authorization === null) return askForToken()
    const ask = async (path: string): Promise<{ status: number; answer: Record<string, unknown> }> => {
      const headers = { authorization, accept: 'application/vnd.heroku+json; version=3' }
      const response = await this.#doors.fetch(new Request(new URL(path, request.url), { headers }))
      const answer: unknown = await response.json()
      return { status: response.status, answer: { ...Object(answer) } }
    }
    const app = await ask(`/apps/${name}`)
    if (app.status === 401) return askForToken()
    if (app.status !== 200) return text(app.status, `${String(app.answer['message'])}`)
    const { answer } = await ask(`/control/apps/${name}/state`)
    const { permissions } = answer
    if (!Array.isArray(permissions) || !permissions.includes('deploy'))
      return text(403, `You need the deploy permission on ${name} to push to it or to clone it.`)
    return { id: String(app.answer['id']) }
  }

  #run(service: string, repository: string, env: Record<string, string>, request: Request): Response {
    const advertises = request.method === 'GET'
    const git = startGit([service, '--stateless-rpc', ...(advertises ? ['--advertise-refs'] : []), repository], env)
    const kind = advertises ? 'advertisement' : 'result'
    git.on('error', (error) => this.#doors.report(error, `git ${service}`))
    // Who pushes may give up; what is being built then goes on, as it would anywhere.
    request.signal.addEventListener('abort', () => git.kill())
    git.stderr.resume()
    void feed(request, git.stdin)
    const head = advertises ? packetLine(`# service=git-${service}\n`) + '0000' : ''
    return new Response(streamOf(withHead(head, git.stdout)), {
      headers: { 'content-type': `application/x-git-${service}-${kind}`, 'cache-control': 'no-cache' },
    })
  }
}

async function* withHead(head: string, body: Readable): AsyncGenerator<Uint8Array> {
  if (head) yield Buffer.from(head)
  for await (const chunk of body) yield chunk
}

function streamOf(chunks: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    cancel: () => chunks.return(undefined).then(() => undefined),
  })
}

/** Gives git the body of a request, which git's client may have compressed. */
async function feed({ headers, body }: Request, stdin: Writable): Promise<void> {
  if (!body) return void stdin.end()
  const zipped = headers.get('content-encoding') === 'gzip'
  try {
    await pipeline(zipped ? body.pipeThrough(new DecompressionStream('gzip')) : body, stdin)
  } catch {
    // It was cut off, is no gzip, or git ended before it had read everything: git's answer says why.
  }
}

/** A line of git's protocol: its length in four hexadecimal digits, and the line. */
const packetLine = (line: string) => (line.length + 4).toString(16).padStart(4, '0') + line

/** The newer protocol that a client asks for, if that is what the header holds. */
function protocolOf(request: Request): Record<string, string> {
  const wanted = request.headers.get('git-protocol') ?? ''
  return /^[\w=.:-]{1,100}$/.test(wanted) ? { GIT_PROTOCOL: wanted } : {}
}

function askForToken(): Response {
  return text(401, HINT, { 'www-authenticate': 'Basic realm="Dynorama git"' })
}

const text = (status: number, message: string, headers: Record<string, string> = {}) =>
  new Response(`${message}\n`, { status, headers: { 'content-type': 'text/plain; charset=utf-8', ...headers } })

const isDeletedApp = ({ table, after }: { readonly table: string; readonly after?: unknown }) => table === 'apps' && !after
