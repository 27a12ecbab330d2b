import * as z from 'zod/mini'
import { hex } from '#kernel/random.ts'
import type { Account } from '#platform/account/model.ts'
import { invalid } from '#platform/http/errors.ts'
import type { PlatformWorld } from '#platform/world.ts'
import { passwordProblem } from './contract.ts'

const ROUNDS = 210_000

/** What the journal keeps of a new password. */
export const KeptPassword = z.object({ digest: z.string(), salt: z.string() })
type KeptPassword = z.infer<typeof KeptPassword>

/**
 * What of a password enters the journal: PBKDF2 of it with SHA-512. Nobody needs a true password here, but some will type one,
 * and a world is a file that can be handed on.
 */
export async function digestOf(password: string, salt: string): Promise<string> {
  const bytes = new TextEncoder()
  const key = await crypto.subtle.importKey('raw', bytes.encode(password.normalize('NFKC')), 'PBKDF2', false, ['deriveBits'])
  const how = { name: 'PBKDF2', hash: 'SHA-512', salt: bytes.encode(salt), iterations: ROUNDS }
  const bits = await crypto.subtle.deriveBits(how, key, 256)
  return Array.from(new Uint8Array(bits), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** A new password as it is kept, with a salt of its own. Refuses with 422 what is too weak. */
export async function digestOfNew(
  password: string,
  { id, password: before }: Account,
  { seed, now }: PlatformWorld,
): Promise<KeptPassword> {
  const problem = passwordProblem(password)
  if (problem !== null) throw invalid(problem)
  const salt = hex(32, seed, 'password', id, now, before?.digest ?? '')
  return { digest: await digestOf(password, salt), salt }
}
