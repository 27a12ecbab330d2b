import type { Collaborator } from '#platform/access/contract.ts'
import type { Permission } from '#platform/permissions/contract.ts'

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

/** In their usual order: the least first. */
export const PERMISSIONS: readonly Permission[] = ['view', 'deploy', 'operate', 'manage']

/** The permissions somebody has, in their usual order. */
export const permissionsOf = ({ permissions }: Collaborator): Permission[] =>
  PERMISSIONS.filter((name) => permissions.some((each) => each.name === name))
