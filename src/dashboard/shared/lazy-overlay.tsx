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
  return function LazyOverlay(props) {
    const [shown, setShown] = useState<Shown<Props> | null>(() => loaded && { Overlay: loaded, open: false })
    const button = useRef<HTMLButtonElement>(null)
    const pressed = useRef(false)
    const hadFocus = useRef(false)
    // What floats asks the platform for its content.
    const ready = useReady()
    const get = async () => {
      const Overlay = (loaded ??= await load())
      hadFocus.current ||= document.activeElement !== null && document.activeElement === button.current
      setShown((before) => (before?.open ? before : { Overlay, open: pressed.current }))
    }
    useEffect(() => (loaded || !ready ? undefined : whenIdle(() => void get())), [ready])
    useLayoutEffect(() => {
      if (shown && hadFocus.current) button.current?.focus()
    }, [shown])
    if (!isValidElement<ComponentProps<'button'>>(props.trigger)) throw new Error('The trigger has to be a button')
    if (shown && ready)
      // The press may come while it is about to take the place of the button: then it begins once more, open.
      return (
        <shown.Overlay
          key={String(shown.open)}
          {...props}
          defaultOpen={shown.open}
          trigger={cloneElement(props.trigger, { ref: button })}
        />
      )
    return cloneElement(props.trigger, {
      ref: button,
      'aria-haspopup': true,
      'aria-expanded': false,
      onPointerEnter: () => void get(),
      onClick: () => {
        pressed.current = true
        void get()
      },
    })
  }
}

export const LazyMenu = lazyOverlay(async () => (await import('#ui/Menu.tsx')).Menu)
export const LazyPopover = lazyOverlay(async () => (await import('#ui/Popover.tsx')).Popover)
