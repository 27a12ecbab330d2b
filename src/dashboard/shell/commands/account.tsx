import { UserRound } from 'lucide-react'
import { accountTabs } from '#dashboard/account/tabs.ts'
import { whyNotByToken } from '#dashboard/shared/may.ts'
import { paths } from '#dashboard/shared/paths.ts'
import type { Action } from '#platform/permissions/contract.ts'
import type { Command } from '#ui/CommandPalette.tsx'

/** What one does to one's account: where it is done, and which action it is. */
const actions: readonly (readonly [label: string, to: string, action: Action])[] = [
  ['Create an authorization', paths.newInAccount('authorization'), 'account.tokens.make'],
  ['Create an API client', paths.newInAccount('client'), 'account.clients'],
  ['Add an SSH key', paths.account('keys'), 'account.keys'],
  ['End sessions', paths.account('security'), 'account.sessions'],
  ['Change your password', paths.account('security'), 'account.secure'],
  ['Change your e-mail address', paths.account(), 'account.secure'],
  ['Delete your account', paths.account(), 'account.close'],
]

/** The pages of one's account, and what can be done there. */
export const accountCommands = (): Command[] => [
  ...accountTabs.map(({ label, part, words }) => ({
    id: `account ${part}`,
    label: part === '' ? 'Account' : `Account: ${label}`,
    keywords: words,
    icon: <UserRound size={14} />,
    to: paths.account(part),
  })),
  ...actions.map(([label, to, action]) => ({
    id: `account: ${label}`,
    label,
    keywords: 'account',
    icon: <UserRound size={14} />,
    reason: whyNotByToken(action),
    to,
  })),
]
