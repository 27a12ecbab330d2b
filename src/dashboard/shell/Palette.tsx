import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { everyApp, everyState } from '#dashboard/apps/list/queries.ts'
import { CommandPalette, filterCommands, type CommandGroup } from '#ui/CommandPalette.tsx'
import type { TypedAhead } from '#ui/keyboard/useTypedAhead.ts'
import { useAddonCommands } from './commands/addons.tsx'
import { appCommands } from './commands/apps.tsx'
import { useCurrentAppCommands } from './commands/current-app.tsx'
import { useCurrentPipelineCommands } from './commands/current-pipeline.tsx'
import { useClipCommands } from './commands/dataclips.tsx'
import { useGeneralCommands } from './commands/general.tsx'
import { useTimeCommands } from './commands/time.tsx'
import { recentCommands, rememberCommand } from './recents.ts'

/** More than anybody reads; whoever looks for another one types on. */
const MOST_APPS = 50

interface PaletteProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  onShortcuts: () => void
  /** What was typed while this was loading. */
  takeTyped: () => TypedAhead
}

/** ⌘K: every page, every app, every action. */
export default function Palette({ open, onOpenChange, onShortcuts, takeTyped }: PaletteProps) {
  const [text, setText] = useState('')
  const entered = useRef(false)
  const navigate = useNavigate()
  const { app, addon, pipeline } = useParams()
  const list = useQuery(everyApp())
  const states = useQuery(everyState())
  const apps = useMemo(() => appCommands(list.data ?? [], states.data ?? []), [list.data, states.data])
  const current = useCurrentAppCommands(app)
  const way = useCurrentPipelineCommands(pipeline)
  const addons = useAddonCommands(addon)
  const clips = useClipCommands()
  const time = useTimeCommands()
  const general = useGeneralCommands({ onShortcuts })
  const groups: CommandGroup[] = [
    ...(current ? [current] : []),
    ...(way ? [way] : []),
    ...addons.slice(0, -1),
    ...general.pages,
    { label: 'Apps', commands: apps },
    ...addons.slice(-1),
    clips,
    time,
    ...general.actions,
  ]
  const recent = withRecents(groups)
  const shown = filterCommands(text === '' ? recent : groups, text).map((group) =>
    ['Apps', 'Add-ons', 'Dataclips'].includes(group.label)
      ? { ...group, commands: group.commands.slice(0, text === '' ? 8 : MOST_APPS) }
      : group,
  )
  const first = shown.flatMap(({ commands }) => commands).find(({ reason }) => !reason)
  useEffect(() => {
    if (!entered.current || list.isPending) return
    entered.current = false
    if (!first) return
    onOpenChange(false)
    rememberCommand(first.id)
    if (first.to === undefined) first.run?.()
    else void navigate(first.to)
  })
  return (
    <CommandPalette
      open={open}
      onOpenChange={onOpenChange}
      groups={shown}
      filtered
      query={text}
      onQueryChange={setText}
      onFocus={() => {
        const early = takeTyped()
        setText((typed) => early.text + typed)
        entered.current = early.entered && early.text !== ''
      }}
      loading={list.isPending}
      onChoose={({ id }) => rememberCommand(id)}
    />
  )
}

/** What was chosen last comes first, and is not said twice. */
function withRecents(groups: readonly CommandGroup[]): CommandGroup[] {
  const ids = recentCommands()
  const all = new Map(groups.flatMap((group) => group.commands.map((command) => [command.id, command] as const)))
  const commands = ids.flatMap((id) => all.get(id) ?? []).slice(0, 5)
  const said = new Set(commands.map(({ id }) => id))
  const rest = groups.map((group) => ({ ...group, commands: group.commands.filter(({ id }) => !said.has(id)) }))
  return [{ label: 'Recent', commands }, ...rest]
}
