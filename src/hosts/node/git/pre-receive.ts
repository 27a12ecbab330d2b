import { Source, Build } from '#platform/builds/contract.ts'
import { runGit } from './run.ts'

// What git runs before it takes a push: the source of the pushed commit is built as any other is, and what the build prints is
// what the one who pushes sees. Unless it succeeds, the push is refused. It acts by the token of who pushes.

const { DYNORAMA_APP: app = '', DYNORAMA_AUTHORIZATION: authorization = '', DYNORAMA_URL: url = '' } = process.env

/** Only these branches are built. */
const BUILT = ['refs/heads/main', 'refs/heads/master']

process.exitCode = (await receive(await readAll(process.stdin))) ? 0 : 1

async function receive(updates: string): Promise<boolean> {
  const pushed = updates
    .trim()
    .split('\n')
    .map((line) => line.split(' '))
    .filter(([, , ref]) => ref !== undefined && BUILT.includes(ref))
  const commit = pushed[0]?.[1]
  if (commit === undefined) {
    say('Pushed to non-main branch, skipping build.')
    return true
  }
  if (pushed.length > 1) {
    say(' !     Push either main or master: an app is built from one of them.')
    return false
  }
  try {
    return await build(commit)
  } catch (error) {
    say(` !     ${error instanceof Error ? error.message : String(error)}`)
    return false
  }
}

async function build(commit: string): Promise<boolean> {
  const git = (...args: string[]) => runGit(args, quarantine())
  const files = (await git('ls-tree', '-r', '--name-only', commit)).toString().split('\n').length - 1
  say(`Updated ${files} ${files === 1 ? 'path' : 'paths'} from ${commit.slice(0, 7)}`)
  const archive = await git('archive', '--format=tar.gz', commit)
  say('Compressing source files... done.')
  say('Building source:\n')
  const { source_blob: blob } = Source.parse(await ask('POST', `/apps/${app}/sources`))
  await ask('PUT', blob.put_url, new Uint8Array(archive))
  const subject = (await git('log', '-1', '--format=%s', commit)).toString().trim()
  const source_blob = { url: blob.get_url, version: commit, version_description: subject }
  const { id, output_stream_url } = Build.parse(await ask('POST', `/apps/${app}/builds`, JSON.stringify({ source_blob })))
  const output = await fetch(output_stream_url)
  for await (const chunk of output.body ?? []) process.stdout.write(chunk)
  const { status } = Build.parse(await ask('GET', `/apps/${app}/builds/${id}`))
  if (status === 'succeeded') {
    say('\nVerifying deploy... done.')
    return true
  }
  say(`\nVerifying deploy...\n\n!\tPush rejected to ${app}.\n`)
  return false
}

async function ask(method: string, path: string, body: Uint8Array<ArrayBuffer> | string | null = null): Promise<unknown> {
  const response = await fetch(new URL(path, url), {
    method,
    headers: {
      authorization,
      accept: 'application/vnd.heroku+json; version=3',
      'user-agent': 'git',
      ...(typeof body === 'string' && { 'content-type': 'application/json' }),
    },
    body,
  })
  const answer: unknown = await response.json()
  if (!response.ok) throw new Error(String(Object(answer).message))
  return answer
}

/** Until a push is taken, git keeps its objects aside, and says where. */
function quarantine(): Record<string, string> {
  const names = ['GIT_DIR', 'GIT_OBJECT_DIRECTORY', 'GIT_ALTERNATE_OBJECT_DIRECTORIES', 'GIT_QUARANTINE_PATH']
  return Object.fromEntries(names.flatMap((name) => [[name, process.env[name] ?? '']]).filter(([, value]) => value !== ''))
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

async function readAll(stream: NodeJS.ReadableStream): Promise<string> {
  let all = ''
  for await (const chunk of stream) all += String(chunk)
  return all
}
