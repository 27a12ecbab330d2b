import type { Shown } from '#dashboard/app/shown.ts'
import type { Overview, ShownTransfer } from '#platform/postgres/insight/contract.ts'
import { formatNumber } from '#ui/format.ts'
import type { Look, Tone } from '#ui/tone.ts'

/** A call to the data service, with the command that does the same. */
export const typedAs = (command: string, call: Shown): Shown => ({ ...call, cli: `heroku ${command}` })

export const databaseTones: Record<Overview['state'], Tone> = { available: 'ok', preparing: 'busy', unavailable: 'warn' }

export const transferLooks: Record<ShownTransfer['state'], Look> = {
  pending: { tone: 'busy', word: 'Pending' },
  running: { tone: 'busy', word: 'Running' },
  succeeded: { tone: 'ok', word: 'Completed' },
  failed: { tone: 'error', word: 'Failed' },
  canceled: { tone: 'idle', word: 'Cancelled' },
}

/** What a credential or a pool of connections opens, by the namespace of an attachment. */
export const credentialOf = (namespace: string | null): string => namespace?.split(':')[1] ?? 'default'

/** Whether an attachment goes through the pool of connections. */
export const isPooled = (namespace: string | null): boolean => namespace?.startsWith('connection-pooling:') ?? false

export const percent = (share: number, digits = 1) =>
  formatNumber(share, { style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: digits })

export const counted = (count: number, one: string, many = `${one}s`) => `${formatNumber(count)} ${count === 1 ? one : many}`

export const ESSENTIAL = 'Databases of the Essential tier do not have this. Move to a Standard plan.'
