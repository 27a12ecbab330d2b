import { useQuery } from '@tanstack/react-query'
import { Scissors } from 'lucide-react'
import { ofClips } from '#dashboard/dataclips/queries.ts'
import { paths } from '#dashboard/shared/paths.ts'
import type { CommandGroup } from '#ui/CommandPalette.tsx'

/** Each dataclip, as a place to go to, and the way to another. */
export function useClipCommands(): CommandGroup {
  const { data = [] } = useQuery(ofClips.all())
  const icon = <Scissors size={14} />
  return {
    label: 'Dataclips',
    commands: [
      {
        id: 'new dataclip',
        label: 'New dataclip',
        keywords: 'save sql query create',
        icon,
        to: `${paths.dataclips()}?new=yes`,
      },
      ...data.map(({ id, title, database_name }) => ({
        id: `dataclip ${id}`,
        label: title,
        detail: database_name,
        keywords: 'dataclip sql',
        icon,
        to: paths.dataclip(id),
      })),
    ],
  }
}
