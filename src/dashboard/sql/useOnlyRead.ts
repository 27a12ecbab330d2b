import { useQuery } from '@tanstack/react-query'
import { useAddon, useWhyNotAddons } from '#dashboard/addons/useAddon.ts'
import { contentOf } from './ask.ts'

/** Why whoever is signed in can only read the database; null where they may write. */
export function useOnlyRead(): string | null {
  const { name, app } = useAddon()
  const { data: content } = useQuery(contentOf(name))
  const whyNot = useWhyNotAddons()(app.name, 0)
  if (content?.follows) return 'A follower can only be read'
  return content?.read_only ? 'It is too large for its plan, and can only be read' : whyNot
}
