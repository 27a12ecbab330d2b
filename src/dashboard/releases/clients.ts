import type { Activity } from '#platform/control/contract.ts'

type Client = NonNullable<Activity['client']>

/** The kinds of programs that changes come from, in words. */
export const clients: Readonly<Record<Client, string>> = { dashboard: 'Dashboard', cli: 'CLI', api: 'API' }

export const clientNames = ['dashboard', 'cli', 'api'] as const satisfies readonly Client[]
