import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { Kbd } from './Kbd.tsx'

interface Hint {
  anchor: Element
  text: string
  keys: string | null
}

const showDelay = 350
const hideDelay = 120

/**
 * One tooltip for the whole page: shows the `data-hint` (and `data-hint-keys`) of what the pointer rests on or the keyboard
 * reaches. It can be pointed at, Escape closes it, and it lies in the top layer. It is hidden from assistive technology:
 * whoever writes `data-hint` gives the same words as a name or a description.
 */
export function HintLayer() {
  const [hint, setHint] = useState<Hint | null>(null)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => followHints(box, setHint), [])
  useLayoutEffect(() => {
    if (hint && box.current) place(box.current, hint.anchor)
    else box.current?.hidePopover()
  }, [hint])
  return (
    <div
      ref={box}
      popover="manual"
      aria-hidden
      className="fixed m-0 max-w-72 rounded-md bg-ink px-2 py-1 text-xs text-canvas shadow-overlay"
    >
      <span className="flex items-center gap-2">
        {hint?.text}
        {hint?.keys && <Kbd keys={hint.keys} className="[&_kbd]:border-transparent [&_kbd]:bg-canvas/20 [&_kbd]:text-canvas" />}
      </span>
    </div>
  )
}

/** Listens to the page and reports what should show. Returns the function that stops it. */
function followHints(box: { current: HTMLElement | null }, show: (hint: Hint | null) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let shown: Element | null = null
  const set = (anchor: Element | null, delay: number) => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      shown = anchor?.isConnected ? anchor : null
      show(shown && readHint(shown))
    }, delay)
  }
  const over = (event: PointerEvent) => {
    if (!(event.target instanceof Element) || box.current?.contains(event.target)) return clearTimeout(timer)
    const anchor = event.target.closest('[data-hint]')
    if (anchor === shown) clearTimeout(timer)
    else if (anchor) set(anchor, shown ? 0 : showDelay)
    else set(null, shown ? hideDelay : 0)
  }
  const focus = (event: FocusEvent) => {
    if (event.target instanceof Element && event.target.matches('[data-hint]:focus-visible')) set(event.target, 0)
  }
  const hide = () => set(null, 0)
  const key = (event: KeyboardEvent) => {
    if (event.key === 'Escape') hide()
  }
  // A copied icon changes its hint while it is shown.
  const changes = new MutationObserver(() => shown && show(readHint(shown)))
  changes.observe(document.body, { subtree: true, attributeFilter: ['data-hint'] })
  const events = new AbortController()
  const options = { signal: events.signal, passive: true, capture: true }
  document.addEventListener('pointerover', over, options)
  document.addEventListener('focusin', focus, options)
  document.addEventListener('focusout', hide, options)
  document.addEventListener('keydown', key, options)
  document.addEventListener('scroll', hide, options)
  return () => {
    events.abort()
    changes.disconnect()
    clearTimeout(timer)
  }
}

function readHint(anchor: Element): Hint | null {
  const text = anchor.getAttribute('data-hint')
  return text ? { anchor, text, keys: anchor.getAttribute('data-hint-keys') } : null
}

/** Above the anchor, below it where there is no room; never off the window. */
function place(box: HTMLElement, anchor: Element): void {
  box.showPopover()
  const at = anchor.getBoundingClientRect()
  const { offsetWidth: width, offsetHeight: height } = box
  const above = at.top - height - 6
  const left = Math.min(Math.max(8, at.left + (at.width - width) / 2), document.documentElement.clientWidth - width - 8)
  box.style.left = `${left}px`
  box.style.top = `${above > 8 ? above : at.bottom + 6}px`
}
