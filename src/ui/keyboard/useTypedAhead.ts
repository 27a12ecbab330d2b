import { useEffect, useRef } from 'react'

/** What was typed before the field it was meant for was there. */
export interface TypedAhead {
  readonly text: string
  /** Enter was pressed after it. */
  readonly entered: boolean
}

const NOTHING: TypedAhead = { text: '', entered: false }

/** While `waiting`, keeps what is typed for a field that is just loading. The field takes it, once, when it has the focus. */
export function useTypedAhead(waiting: boolean): () => TypedAhead {
  const typed = useRef(NOTHING)
  const stop = useRef(() => {})
  useEffect(() => {
    if (!waiting) return
    const keep = (event: KeyboardEvent) => {
      const next = typedWith(typed.current, event)
      if (!next) return
      typed.current = next
      event.preventDefault()
      event.stopPropagation()
    }
    stop.current = () => {
      document.removeEventListener('keydown', keep, true)
      typed.current = NOTHING
    }
    document.addEventListener('keydown', keep, true)
    return () => stop.current()
  }, [waiting])
  return () => {
    const taken = typed.current
    stop.current()
    return taken
  }
}

function typedWith({ text, entered }: TypedAhead, event: KeyboardEvent): TypedAhead | null {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return null
  if (event.key === 'Enter') return { text, entered: true }
  if (event.key === 'Backspace') return { text: text.slice(0, -1), entered }
  return event.key.length === 1 ? { text: text + event.key, entered } : null
}
