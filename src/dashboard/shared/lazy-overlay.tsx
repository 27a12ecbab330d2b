import {
  cloneElement,
  isValidElement,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type ComponentProps,
  type ComponentType,
  type ReactElement,
} from 'react'
import { flushSync } from 'react-dom'
import { whenIdle } from './idle.ts'
import { useReady } from './ready.ts'

// What floats above the page is a third of the dashboard's bytes and never needed for its first sight.

/** What every such menu or popover is given. */
export interface Triggered {
  trigger: ReactElement
  defaultOpen?: boolean
}

interface Shown<Props> {
  Overlay: ComponentType<Props>
  /** Pressed before it was there. */
  open: boolean
}

/**
 * A menu or popover whose code comes when the page is idle, or when its trigger is pointed at or pressed. A press that comes
 * too early is not lost: it opens as soon as it can.
 */
export function lazyOverlay<Props extends Triggered>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  let loaded: ComponentType<Props> | null = null
  const get = async () => (loaded ??= await load())
  return function LazyOverlay(props) {
    // What floats asks the platform for its content.
    const ready = useReady()
    const [shown, setShown] = useState<Shown<Props> | null>(() => (loaded && ready ? { Overlay: loaded, open: false } : null))
    const button = useRef<HTMLButtonElement>(null)
    const [pressed, setPressed] = useState(false)
    const hadFocus = useRef(false)
    useEffect(() => {
      if (shown || !ready) return
      let over = false
      const replace = async () => {
        const Overlay = await get()
        if (over) return
        // A press on a button that is replaced before it is let go would be lost; one that comes now finds the code there.
        if (!pressed && button.current?.matches(':hover')) return
        hadFocus.current = document.activeElement !== null && document.activeElement === button.current
        // At once: until it is drawn, the pointer could arrive.
        flushSync(() => setShown({ Overlay, open: pressed }))
      }
      const callOff = pressed ? void replace() : whenIdle(() => void replace())
      return () => {
        over = true
        callOff?.()
      }
    }, [shown, ready, pressed])
    useLayoutEffect(() => {
      if (shown && hadFocus.current) button.current?.focus()
    }, [shown])
    if (!isValidElement<ComponentProps<'button'>>(props.trigger)) throw new Error('The trigger has to be a button')
    if (shown) return <shown.Overlay {...props} defaultOpen={shown.open} trigger={cloneElement(props.trigger, { ref: button })} />
    return cloneElement(props.trigger, {
      ref: button,
      'aria-haspopup': true,
      'aria-expanded': false,
      onPointerEnter: () => void get(),
      onClick: () => setPressed(true),
    })
  }
}

export const LazyMenu = lazyOverlay(async () => (await import('#ui/Menu.tsx')).Menu)
export const LazyPopover = lazyOverlay(async () => (await import('#ui/Popover.tsx')).Popover)
