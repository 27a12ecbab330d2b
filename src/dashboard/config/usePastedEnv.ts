import { useEffect, useRef } from 'react'
import { parseDotenv } from './dotenv.ts'

/** A `.env` is small; whatever is larger was dropped by mistake. */
const LARGEST = 256 * 1024

/** Hears of a `.env` that is pasted or dropped anywhere on the page, but into a field that takes text itself. */
export function usePastedEnv(take: (text: string) => void, enabled: boolean): void {
  const latest = useRef(take)
  useEffect(() => {
    latest.current = take
  })
  useEffect(() => {
    if (!enabled) return
    const stop = new AbortController()
    const { signal } = stop
    const paste = (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData('text/plain') ?? ''
      if (intoText(event.target, text) || Object.keys(parseDotenv(text).vars).length === 0) return
      event.preventDefault()
      latest.current(text)
    }
    const over = (event: DragEvent) => event.dataTransfer?.types.includes('Files') && event.preventDefault()
    const drop = (event: DragEvent) => {
      const file = event.dataTransfer?.files[0]
      if (!file) return
      event.preventDefault()
      if (file.size <= LARGEST) void file.text().then((text) => latest.current(text))
    }
    document.addEventListener('paste', paste, { signal })
    document.addEventListener('dragover', over, { signal })
    document.addEventListener('drop', drop, { signal })
    return () => stop.abort()
  }, [enabled])
}

/** One line into a field is that field's; several lines with names belong to the grid, except in the field for text. */
function intoText(target: EventTarget | null, text: string): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.closest('textarea, [role=dialog]')) return true
  return target.closest('input') !== null && !text.trim().includes('\n')
}
