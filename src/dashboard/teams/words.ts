import type { TeamRole } from '#platform/permissions/contract.ts'

/** What each role in a team is for, those who may do the most first. */
export const roles: Readonly<Record<Exclude<TeamRole, 'collaborator'>, { readonly word: string; readonly about: string }>> = {
  admin: { word: 'Admin', about: 'May do everything with the team and its apps' },
  member: { word: 'Member', about: 'Works on every app that is not locked, and creates new ones' },
  viewer: { word: 'Viewer', about: 'Sees its apps and people, and changes nothing' },
}

export const roleNames = ['admin', 'member', 'viewer'] as const

export const wordOf = (role: TeamRole): string => (role === 'collaborator' ? 'Collaborator' : roles[role].word)
