import { useQuery } from '@tanstack/react-query'
import {
  Bell,
  History,
  Database,
  Download,
  Keyboard,
  LayoutGrid,
  LogOut,
  Moon,
  Plus,
  Puzzle,
  Scissors,
  Shapes,
  Sun,
  SunMoon,
  UserRound,
  Workflow,
} from 'lucide-react'
import { useNavigate } from 'react-router'
import { query } from '#client/query.ts'
import { useMe } from '#dashboard/account/useMe.ts'
import { shown, typedLine } from '#dashboard/app/shown.ts'
import { exportWorld } from '#dashboard/control/WorldMenu.tsx'
import { ofPipelines } from '#dashboard/pipelines/queries.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { signInAs, signOut } from '#dashboard/shared/session.ts'
import { control } from '#platform/control/contract.ts'
import { teams } from '#platform/teams/contract.ts'
import type { CommandGroup } from '#ui/CommandPalette.tsx'
import { useTheme } from '#ui/useTheme.ts'
import { accountCommands } from './account.tsx'
import { teamCommands } from './teams.tsx'

/** The pages that are of no app, and what can be done everywhere. */
export function useGeneralCommands({ onShortcuts }: { onShortcuts: () => void }): {
  pages: CommandGroup[]
  actions: CommandGroup[]
} {
  const navigate = useNavigate()
  const me = useMe()
  const people = useQuery(query(control.people)).data ?? []
  const mine = useQuery(query(teams.list)).data ?? []
  const pipelines = useQuery(ofPipelines.all()).data ?? []
  const [theme, setTheme] = useTheme()
  const now = 'It is now'
  const pages: CommandGroup = {
    label: 'Go to',
    commands: [
      { id: 'apps', label: 'Apps', icon: <LayoutGrid size={14} />, shortcut: 'g a', to: paths.apps() },
      { id: 'new', label: 'New app', keywords: 'create deploy', icon: <Plus size={14} />, shortcut: 'g n', to: paths.newApp() },
      {
        id: 'pipelines',
        label: 'Pipelines',
        keywords: 'stages promote staging production review apps',
        icon: <Workflow size={14} />,
        shortcut: 'g p',
        to: paths.pipelines(),
      },
      { id: 'new pipeline', label: 'New pipeline', keywords: 'create', icon: <Plus size={14} />, to: paths.newPipeline() },
      ...pipelines.map(({ name }) => ({
        id: `pipeline ${name}`,
        label: `Pipeline ${name}`,
        icon: <Workflow size={14} />,
        to: paths.pipeline(name),
      })),
      {
        id: 'databases',
        label: 'Databases',
        keywords: 'postgres redis kafka add-ons',
        icon: <Database size={14} />,
        shortcut: 'g d',
        to: paths.databases(),
      },
      {
        id: 'dataclips',
        label: 'Dataclips',
        keywords: 'sql queries saved postgres shared',
        icon: <Scissors size={14} />,
        shortcut: 'g c',
        to: paths.dataclips(),
      },
      {
        id: 'marketplace',
        label: 'Marketplace',
        keywords: 'elements add-ons services plans',
        icon: <Puzzle size={14} />,
        shortcut: 'g e',
        to: paths.marketplace(),
      },
      {
        id: 'buildpacks',
        label: 'Buildpacks',
        keywords: 'elements registry languages',
        icon: <Puzzle size={14} />,
        to: paths.elements('buildpacks'),
      },
      {
        id: 'buttons',
        label: 'Buttons',
        keywords: 'elements templates deploy app.json projects',
        icon: <Puzzle size={14} />,
        to: paths.elements('buttons'),
      },
      { id: 'personal', label: 'Personal apps', icon: <UserRound size={14} />, to: paths.apps('personal') },
      ...teamCommands(mine),
      {
        id: 'activity',
        label: 'Activity',
        keywords: 'feed everything audit history',
        icon: <History size={14} />,
        shortcut: 'g y',
        to: paths.everything(),
      },
      {
        id: 'notifications',
        label: 'Notifications',
        keywords: 'inbox news bell unread',
        icon: <Bell size={14} />,
        shortcut: 'g i',
        to: paths.notifications(),
      },
      ...accountCommands(),
      { id: 'gallery', label: 'Components', keywords: 'gallery design system', icon: <Shapes size={14} />, to: paths.gallery() },
    ],
  }
  const look: CommandGroup = {
    label: 'Theme',
    commands: [
      {
        id: 'light',
        label: 'Light theme',
        icon: <Sun size={14} />,
        reason: theme === 'light' ? now : null,
        run: () => setTheme('light'),
      },
      {
        id: 'dark',
        label: 'Dark theme',
        icon: <Moon size={14} />,
        reason: theme === 'dark' ? now : null,
        run: () => setTheme('dark'),
      },
      {
        id: 'system',
        label: 'Theme of the system',
        icon: <SunMoon size={14} />,
        reason: theme === 'system' ? now : null,
        run: () => setTheme('system'),
      },
    ],
  }
  const persons: CommandGroup = {
    label: 'People',
    commands: [
      ...people.map((person) => ({
        id: `person ${person.email}`,
        label: `Be ${person.name}`,
        detail: person.title,
        keywords: 'switch person sign in',
        icon: <UserRound size={14} />,
        reason: person.email === me?.email ? 'You are' : null,
        run: () => void signInAs(person),
      })),
      {
        id: 'sign out',
        label: 'Sign out',
        icon: <LogOut size={14} />,
        run: () => {
          void (async () => {
            await navigate(paths.signIn())
            signOut()
          })()
        },
      },
    ],
  }
  const others: CommandGroup = {
    label: 'World and help',
    commands: [
      {
        id: 'export',
        label: 'Export the world',
        keywords: 'save file',
        icon: <Download size={14} />,
        typed: typedLine(shown(control.exportWorld)),
        run: () => void exportWorld(),
      },
      { id: 'shortcuts', label: 'Keyboard shortcuts', icon: <Keyboard size={14} />, shortcut: '?', run: onShortcuts },
    ],
  }
  return { pages: [pages], actions: [look, persons, others] }
}
