import type { Release } from '#platform/releases/contract.ts'
import type { Look } from '#ui/tone.ts'

/** What has become of a build or a release: how it stands, and the word. */
export const releaseTones: Readonly<Record<Release['status'], Look>> = {
  succeeded: { tone: 'ok', word: 'succeeded' },
  failed: { tone: 'error', word: 'failed' },
  pending: { tone: 'busy', word: 'in progress' },
}

/** Why nobody can go back to a release; null when one can. */
export function whyNoRollback({ eligible_for_rollback: eligible, status, current }: Release): string | null {
  if (eligible) return null
  if (current) return 'It runs now'
  return status === 'succeeded' ? 'It has nothing that could run' : 'It did not succeed'
}
