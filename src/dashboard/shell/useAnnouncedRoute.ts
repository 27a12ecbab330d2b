import { useEffect, useRef } from 'react'
import { useLocation } from 'react-router'
import { announce } from '#ui/announce.ts'

/**
 * When the page changes, its heading takes the focus and its title is read out, as a browser does for a page that loads. A tab
 * that was pressed keeps the focus, so that the next one can be pressed; and a field that took it by itself.
 */
export function useAnnouncedRoute(): void {
  const { pathname } = useLocation()
  const first = useRef(true)
  useEffect(() => {
    if (first.current) {
      first.current = false
      return
    }
    // The page's title and heading stand once it has been painted.
    const frame = requestAnimationFrame(() => {
      announce(document.title)
      const active = document.activeElement
      const stays = active?.closest('main nav') ?? (active?.matches('main input') ? active : null)
      if (!stays) document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true })
    })
    return () => cancelAnimationFrame(frame)
  }, [pathname])
}
