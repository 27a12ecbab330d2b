import type { Delivery, ENTITIES } from '#platform/webhooks/contract.ts'
import type { Look } from '#ui/tone.ts'

/** What each entity stands for. */
export const entityNames: Readonly<Record<(typeof ENTITIES)[number], string>> = {
  'api:addon': 'Add-ons',
  'api:addon-attachment': 'Add-on attachments',
  'api:app': 'The app itself',
  'api:build': 'Builds',
  'api:collaborator': 'Collaborators',
  'api:domain': 'Domains',
  'api:dyno': 'Dynos',
  'api:formation': 'Formation',
  'api:release': 'Releases',
  'api:sni-endpoint': 'Certificates',
}

export const deliveryLooks: Readonly<Record<Delivery['status'], Look>> = {
  pending: { tone: 'busy', word: 'On its way' },
  scheduled: { tone: 'busy', word: 'On its way' },
  retrying: { tone: 'warn', word: 'Retrying' },
  failed: { tone: 'error', word: 'Failed' },
  succeeded: { tone: 'ok', word: 'Delivered' },
}

/** What came back of an attempt, in a few words. */
export function answerOf(attempt: Pick<NonNullable<Delivery['last_attempt']>, 'code' | 'error_class' | 'status'> | null): string {
  if (!attempt) return 'not sent yet'
  if (attempt.status === 'scheduled') return 'waiting for an answer'
  if (attempt.code !== null) return `HTTP ${attempt.code}`
  return attempt.error_class === 'Timeout' ? 'no answer within 25 s' : 'the host was not found'
}

/** The host of an address, which says enough where the whole of it would be too long. */
export const hostOf = (url: string): string => url.replace(/^[^/]*\/\/(?:[^/@]*@)?([^/?#]*).*$/, '$1')

/** A secret that nobody guesses. */
export const newSecret = (): string =>
  [...crypto.getRandomValues(new Uint8Array(32))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
