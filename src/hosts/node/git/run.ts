import { spawn } from 'node:child_process'
import { devNull } from 'node:os'

/** Nothing of whoever started the server: no settings of theirs, no question to a terminal. */
const ENVIRONMENT = { GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: devNull, GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' }

/** Starts git, with `env` besides what every program needs. */
export function startGit(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { PATH = '', SystemRoot = '' } = process.env
  return spawn('git', args, {
    env: { PATH, ...(SystemRoot && { SystemRoot }), ...ENVIRONMENT, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
}

/** Runs git to its end. Resolves with what it printed; rejects with what it complained of. */
export async function runGit(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Buffer> {
  const git = startGit(args, env)
  git.stdin.end()
  const printed: Buffer[] = []
  let complaint = ''
  git.stdout.on('data', (chunk: Buffer) => printed.push(chunk))
  git.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()))
  const code = await new Promise<number | null>((resolve, reject) => {
    git.once('error', reject).once('close', resolve)
  })
  if (code !== 0) throw new Error(complaint.trim() || `git ${args[0]} ended with ${code}`)
  return Buffer.concat(printed)
}
