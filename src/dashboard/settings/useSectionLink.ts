import { useEffect, type RefObject } from 'react'
import { useLocation } from 'react-router'

const hands = ['wheel', 'touchstart', 'pointerdown', 'keydown'] as const

/** Shows the section that the address names, and keeps to it while those above it still load; until somebody goes elsewhere. */
export function useSectionLink(page: RefObject<HTMLElement | null>): void {
  const { hash, key } = useLocation()
  useEffect(() => {
    if (hash === '' || !page.current) return
    const stop = new AbortController()
    const observer = new ResizeObserver(() => {
      document.getElementById(hash.slice(1))?.scrollIntoView({ block: 'start' })
    })
    stop.signal.addEventListener('abort', () => observer.disconnect())
    for (const hand of hands) addEventListener(hand, () => stop.abort(), { signal: stop.signal, passive: true })
    observer.observe(page.current)
    return () => stop.abort()
  }, [hash, key, page])
}
