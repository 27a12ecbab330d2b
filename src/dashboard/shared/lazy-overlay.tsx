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

interface Triggered {
  trigger: ReactElement
}

/**
 * A menu or popover whose code comes when the page is idle, or when its trigger is pointed at or pressed. A press that comes
 * too early is not lost: it opens as soon as it can.
 */
export function lazyOverlay<Props extends Triggered>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  let Loaded: ComponentType<Props> | null = null
  const fetchOnce = async () => (Loaded ??= await load())
  return function LazyOverlay(props) {
    const [Overlay, setOverlay] = useState<ComponentType<Props> | null>(() => Loaded)
    const button = useRef<HTMLButtonElement>(null)
    const wanted = useRef(false)
    const hadFocus = useRef(false)
    const get = () => {
      void fetchOnce().then((component) => {
        hadFocus.current ||= document.activeElement !== null && document.activeElement === button.current
        setOverlay(() => component)
      })
    }
    // What floats asks the platform for its content.
    const ready = useReady()
    useEffect(() => (Loaded || !ready ? undefined : whenIdle(get)), [ready])
    useLayoutEffect(() => {
      if (!Overlay) return
      if (hadFocus.current || wanted.current) button.current?.focus()
      if (wanted.current) button.current?.click()
      hadFocus.current = false
      wanted.current = false
    }, [Overlay])
    if (!isValidElement<ComponentProps<'button'>>(props.trigger)) throw new Error('The trigger has to be a button')
    if (Overlay && ready) return <Overlay {...props} trigger={cloneElement(props.trigger, { ref: button })} />
    return cloneElement(props.trigger, {
      ref: button,
      'aria-haspopup': true,
      'aria-expanded': false,
      onPointerEnter: get,
      onClick: () => {
        wanted.current = true
        get()
      },
    })
  }
}

export const LazyMenu = lazyOverlay(async () => (await import('#ui/Menu.tsx')).Menu)
export const LazyPopover = lazyOverlay(async () => (await import('#ui/Popover.tsx')).Popover)
