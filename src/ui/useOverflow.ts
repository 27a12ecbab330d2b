import { useEffect, useRef, useState, type RefObject } from 'react'

/** Whether an element's content is larger than itself: only then it need be a stop for the keyboard. */
export function useOverflow<Box extends HTMLElement = HTMLDivElement>(): [RefObject<Box | null>, boolean] {
  const ref = useRef<Box>(null)
  const [overflows, setOverflows] = useState(false)
  useEffect(() => {
    const element = ref.current
    if (!element) return
    const observer = new ResizeObserver(() =>
      setOverflows(element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1),
    )
    observer.observe(element)
    if (element.firstElementChild) observer.observe(element.firstElementChild)
    return () => observer.disconnect()
  }, [])
  return [ref, overflows]
}
