import { useQuery } from '@tanstack/react-query'
import { NavLink } from 'react-router'
import { everyState, favorites } from '#dashboard/apps/list/queries.ts'
import { healths } from '#dashboard/shared/health.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { usePrefetchApp } from '#dashboard/shared/prefetch.ts'
import { StatusIcon } from '#ui/Status.tsx'

/** The favourites, one click away on every page, with how they are doing. */
export function FavoriteLinks() {
  const starred = useQuery(favorites()).data ?? []
  const states = useQuery(everyState()).data ?? []
  const prefetch = usePrefetchApp()
  if (starred.length === 0) return null
  return (
    <>
      <h2 id="favourites" className="mt-4 px-2 pb-1 text-2xs font-medium text-faint">
        Favourites
      </h2>
      <ul aria-labelledby="favourites" className="flex flex-col gap-0.5">
        {starred
          .toSorted((a, b) => (a.resource_name < b.resource_name ? -1 : 1))
          .map(({ resource_id, resource_name }) => {
            const state = states.find(({ app }) => app === resource_id)
            const { tone, word } = state ? healths[state.health] : { tone: 'unknown' as const, word: 'Loading' }
            return (
              <li key={resource_id}>
                <NavLink
                  to={paths.app(resource_name)}
                  onPointerEnter={() => prefetch(resource_name)}
                  onFocus={() => prefetch(resource_name)}
                  className="flex h-8 items-center gap-2 rounded-md px-2 text-muted hover:bg-hover hover:text-ink aria-[current]:bg-active aria-[current]:font-medium aria-[current]:text-ink coarse:h-11"
                >
                  <span className="grid size-3.75 shrink-0 place-items-center">
                    <StatusIcon tone={tone} />
                  </span>
                  <span className="truncate">{resource_name}</span>
                  <span className="sr-only">, {word}</span>
                </NavLink>
              </li>
            )
          })}
      </ul>
    </>
  )
}
