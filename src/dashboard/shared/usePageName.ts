import { useMatches } from 'react-router'

/** What the page within its frame is called: the title in its route's handle. */
export function usePageName(): string | undefined {
  const handle = useMatches().at(-1)?.handle
  return typeof handle === 'object' && handle !== null && 'title' in handle && typeof handle.title === 'string'
    ? handle.title
    : undefined
}
