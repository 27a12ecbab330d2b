import type { Domain } from '#platform/domains/contract.ts'
import type { Look } from '#ui/tone.ts'

const DAY = 86_400_000

const acm: Readonly<Record<string, Look>> = {
  waiting: { tone: 'busy', word: 'Waiting for DNS' },
  'dns-verified': { tone: 'busy', word: 'DNS verified' },
  verified: { tone: 'busy', word: 'Being issued' },
  'cert issued': { tone: 'ok', word: 'Issued' },
  failing: { tone: 'warn', word: 'Failing' },
  failed: { tone: 'error', word: 'Failed' },
}

/** How a domain's certificate stands. `expiresAt`: of the uploaded one that serves it, in ms since 1970. */
export function domainState(domain: Domain, expiresAt: number | null, now: number): Look {
  const { acm_status: status, sni_endpoint: certificate } = domain
  if (status !== null) return acm[status] ?? { tone: 'unknown', word: status }
  if (certificate === null || expiresAt === null) return { tone: 'idle', word: 'No certificate' }
  return expiryState(expiresAt, now)
}

/** How near a certificate's end is: people are warned a month before. */
export function expiryState(expiresAt: number, now: number): Look {
  if (expiresAt <= now) return { tone: 'error', word: 'Expired' }
  return expiresAt - now < 30 * DAY ? { tone: 'warn', word: 'Expires soon' } : { tone: 'ok', word: 'Valid' }
}
