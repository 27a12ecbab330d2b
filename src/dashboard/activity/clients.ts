import type { Activity } from '#platform/control/contract.ts'

/** The kinds of programs that changes come from, in words. */
export const clients: Readonly<Record<NonNullable<Activity['client']>, string>> = {
  dashboard: 'Dashboard',
  cli: 'CLI',
  api: 'API',
}
