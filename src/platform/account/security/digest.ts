import type { PlatformHost } from '#platform/host.ts'
import { invalid } from '#platform/http/errors.ts'
import { passwordProblem } from './contract.ts'

const ROUNDS = 210_000

/**
 * What of a password enters the journal: PBKDF2 of it with SHA-512, salted by the world's seed. Nobody needs a true password
 * here, but some will type one, and a world is a file that can be handed on.
 */
export async function digestOf(password: string, host: PlatformHost): Promise<string> {
  const bytes = new TextEncoder()
  const key = await crypto.subtle.importKey('raw', bytes.encode(password.normalize('NFKC')), 'PBKDF2', false, ['deriveBits'])
  const salt = bytes.encode(host.present().origin.seed)
  const bits = await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-512', salt, iterations: ROUNDS }, key, 256)
  return Array.from(new Uint8Array(bits), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** The same of a new one. Refuses with 422 what is too weak. */
export async function digestOfNew(password: string, host: PlatformHost): Promise<string> {
  const problem = passwordProblem(password)
  if (problem !== null) throw invalid(problem)
  return await digestOf(password, host)
}
