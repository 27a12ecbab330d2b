import { Plus, Send, UsersRound } from 'lucide-react'
import { paths } from '#dashboard/shared/paths.ts'
import { INVITE, teamTabs } from '#dashboard/teams/tabs.ts'
import { whyNotInTeam } from '#dashboard/teams/useTeam.ts'
import type { Team } from '#platform/teams/contract.ts'
import type { Command } from '#ui/CommandPalette.tsx'

/** The pages of teams: all of them, and each of every one that the person has to do with. */
export const teamCommands = (mine: readonly Team[]): Command[] => [
  {
    id: 'teams',
    label: 'Teams',
    keywords: 'people members roles invitations',
    icon: <UsersRound size={14} />,
    shortcut: 'g t',
    to: paths.teams(),
  },
  { id: 'new team', label: 'New team', keywords: 'create', icon: <Plus size={14} />, to: paths.newTeam() },
  ...mine.map(({ name, role }) => ({
    id: `invite ${name}`,
    label: `Invite a person to ${name}`,
    keywords: 'team member add',
    icon: <Send size={14} />,
    reason: whyNotInTeam({ role: role === 'admin' ? role : 'member' }, 'team.people.edit'),
    to: `${paths.team(name, 'people')}${INVITE}`,
  })),
  ...mine.flatMap(({ name }) =>
    teamTabs.map(({ label, part, words }) => ({
      id: `team ${name} ${part}`,
      label: part === '' ? `Team ${name}` : `Team ${name}: ${label}`,
      keywords: words,
      icon: <UsersRound size={14} />,
      to: paths.team(name, part),
    })),
  ),
]
