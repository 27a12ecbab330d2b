import type { Collaborator } from '#platform/access/contract.ts'
import type { Rule } from '#platform/control/contract.ts'

/** Why these permissions are not enough for an action, as the platform says it; null when they are. */
export function reasonBy(rules: readonly Rule[], permissions: readonly string[], action: string): string | null {
  const rule = rules.find((each) => each.action === action)
  if (!rule || rule.needs.some((permission) => permissions.includes(permission))) return null
  return `You need the ${rule.needs.join(' or ')} permission on this app to ${rule.what}.`
}

/** People who may do the same. */
export interface Group {
  readonly permissions: readonly string[]
  readonly emails: readonly string[]
}

/** Who may do what, those who may do the most first: people with the same permissions share a column, however many they are. */
export function groupsOf(people: readonly Collaborator[]): Group[] {
  const groups = new Map<string, { permissions: readonly string[]; emails: string[] }>()
  for (const { user, permissions } of people) {
    const names = permissions.map(({ name }) => name).sort()
    const key = names.join(' ')
    const group = groups.get(key) ?? { permissions: names, emails: [] }
    groups.set(key, group)
    group.emails.push(user.email)
  }
  return [...groups.values()].sort(
    (a, b) => b.permissions.length - a.permissions.length || (a.permissions.join() < b.permissions.join() ? -1 : 1),
  )
}

export const PERMISSIONS = ['view', 'deploy', 'operate', 'manage'] as const
export type Permission = (typeof PERMISSIONS)[number]

/** The permissions somebody has, in their usual order. */
export const permissionsOf = ({ permissions }: Collaborator): Permission[] =>
  PERMISSIONS.filter((name) => permissions.some((each) => each.name === name))
