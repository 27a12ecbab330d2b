import { useQuery } from '@tanstack/react-query'
import { useParams, useSearchParams } from 'react-router'
import { everyApp } from '#dashboard/apps/list/queries.ts'

/**
 * Whose apps are looked at: `personal`, a team's name, or null for everyone's. The address says so; on the pages of an app it is
 * the app's owner.
 */
export function useOwnerContext(): string | null {
  const [params] = useSearchParams()
  const { app: name, team } = useParams()
  const owner = useQuery({
    ...everyApp(),
    enabled: false,
    select: (apps) => apps.find((app) => app.name === name),
  }).data
  if (team !== undefined) return team
  if (name === undefined) return params.get('context') || null
  return owner ? (owner.team?.name ?? 'personal') : null
}
