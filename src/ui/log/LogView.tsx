import { clsx } from 'clsx'
import { ArrowDown } from 'lucide-react'
import {
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  type RefObject,
} from 'react'
import { Virtualizer, type VirtualizerHandle } from 'virtua'
import { announce } from '#ui/announce.ts'
import { Button } from '#ui/Button.tsx'
import { lineText, type LogLine } from './line.ts'
import { LogRow } from './LogRow.tsx'
import type { Mark } from './matches.ts'

export interface LogViewHandle {
  /** In the middle unless told; `nearest` leaves alone what is in view. */
  scrollToLine(id: string, align?: 'center' | 'nearest'): void
  scrollToEnd(): void
  focus(): void
}

export interface LogViewProps {
  label: string
  /** Oldest first. While it does not follow, lines may be added at both ends but not dropped from the front. */
  lines: readonly LogLine[]
  /** Stays at the end as lines come. Scrolling up turns it off, reaching the end on again. */
  follow: boolean
  onFollowChange: (follow: boolean) => void
  wrap?: boolean
  /** In which zone times are written; the viewer's unless told. */
  zone?: 'local' | 'utc'
  /** What to mark (the same array for the same marks), and the id of the line where the search stands. */
  highlight?: readonly Mark[]
  current?: string | null
  /** The line that the address points at. Choosing another one, by its time or Shift with the arrows, is told. */
  selected?: string | null
  onSelect?: (id: string) => void
  /** Enter was pressed on the chosen line. */
  onOpen?: () => void
  /** The user scrolls close to an end, other than that where it follows: more lines may be wanted there. */
  onNearEnd?: (end: 'first' | 'last') => void
  /** In px, or `100%` of a parent that has a height. */
  height?: number | string
  empty?: ReactNode
  ref?: Ref<LogViewHandle>
  className?: string
}

/** How close to the first line more of them are asked for, in px. */
const NEAR = 400

/**
 * A log of any length: only the lines seen are in the page. One stop for the keyboard; arrows, Page and End keys scroll, Shift with
 * the arrows or Enter choose a line, Enter opens the chosen one, C copies it.
 */
export function LogView(props: LogViewProps) {
  const {
    label,
    lines,
    follow,
    onFollowChange,
    wrap = false,
    zone = 'local',
    highlight,
    current,
    selected,
    onSelect,
    onOpen,
    onNearEnd,
    height = 420,
    empty,
    ref,
    className,
  } = props
  const scroller = useRef<HTMLDivElement>(null)
  const list = useRef<VirtualizerHandle>(null)
  const lastOffset = useRef(0)
  const fresh = useFresh(lines, follow)
  const prepended = usePrepended(lines)

  const toIndex = (index: number, align: 'end' | 'center' | 'nearest') =>
    index >= 0 && list.current?.scrollToIndex(index, { align })
  const toEnd = () => toIndex(lines.length - 1, 'end')
  /** The last line that is wholly in view. */
  const lastSeen = () =>
    list.current ? list.current.findItemIndex(list.current.scrollOffset + list.current.viewportSize - 24) : 0
  const indexOf = (id: string) => lines.findIndex((line) => line.id === id)
  useImperativeHandle(ref, () => ({
    scrollToLine: (id, align = 'center') => toIndex(indexOf(id), align),
    scrollToEnd: toEnd,
    focus: () => scroller.current?.focus({ preventScroll: true }),
  }))
  useLayoutEffect(() => {
    if (follow && lines.length > 0) list.current?.scrollToIndex(lines.length - 1, { align: 'end' })
  }, [follow, lines, wrap])
  const isUsers = useScrollIntent(scroller)
  // To where the search stands, or to the line the address named at first; once, as new lines must not pull the view back.
  const [named] = useState(selected)
  const target = current ?? named
  const reached = useRef<string | null>(null)
  useEffect(() => {
    const index = target && target !== reached.current ? lines.findIndex((line) => line.id === target) : -1
    if (index < 0) return
    reached.current = target ?? null
    if (follow) onFollowChange(false)
    list.current?.scrollToIndex(index, { align: 'center' })
  }, [target, lines, follow, onFollowChange])

  const onScroll = (offset: number) => {
    if (!list.current) return
    const atEnd = offset + list.current.viewportSize >= list.current.scrollSize - 8
    const upwards = offset < lastOffset.current - 2
    const moved = Math.abs(offset - lastOffset.current) > 2
    lastOffset.current = offset
    if (moved && upwards && offset < NEAR && isUsers()) onNearEnd?.('first')
    if (moved && !upwards && atEnd && isUsers()) onNearEnd?.('last')
    // A scroll that nobody asked for, as after a change of the window, leads back to the end.
    if (follow && upwards && !atEnd && isUsers()) onFollowChange(false)
    else if (follow && !atEnd && upwards) toEnd()
    // Only a person comes back to the end: the last scroll of following may arrive after the pause.
    else if (!follow && !upwards && atEnd && isUsers()) onFollowChange(true)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== scroller.current) return
    const chosen = selected ? lines[indexOf(selected)] : undefined
    if (event.key === 'c' && !event.metaKey && !event.ctrlKey && chosen) onCopy(chosen)
    if (event.key === 'Enter' && onSelect) {
      event.preventDefault()
      if (chosen) onOpen?.()
      else {
        const seen = lines[Math.min(lines.length - 1, Math.max(0, lastSeen()))]
        if (seen) onSelect(seen.id)
      }
    }
    const step = event.shiftKey && (event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0)
    if (step && onSelect) {
      event.preventDefault()
      const from = selected ? indexOf(selected) : lastSeen() + 1
      const next = lines[Math.min(lines.length - 1, Math.max(0, from + step))]
      if (!next) return
      onSelect(next.id)
      toIndex(indexOf(next.id), 'nearest')
    }
  }
  return (
    <div className={clsx('relative min-w-0 bg-surface', className)} style={{ height }}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a scrolling region; the keys choose a line in it */}
      <div
        ref={scroller}
        role="log"
        aria-live="off"
        aria-label={label}
        tabIndex={0}
        onKeyDown={onKeyDown}
        className="h-full overflow-auto py-1 font-mono text-xs -outline-offset-2 [overflow-anchor:none]"
      >
        {lines.length === 0 ? (
          <div className="grid h-full place-items-center font-sans text-sm text-muted">{empty ?? 'No lines yet'}</div>
        ) : (
          <Virtualizer
            ref={list}
            scrollRef={scroller}
            startMargin={4}
            data={lines}
            itemSize={20}
            shift={prepended}
            onScroll={onScroll}
          >
            {(line) => (
              <LogRow
                key={line.id}
                line={line}
                wrap={wrap}
                zone={zone}
                highlight={highlight}
                current={line.id === current}
                selected={line.id === selected}
                onSelect={onSelect}
                onCopy={onCopy}
              />
            )}
          </Virtualizer>
        )}
      </div>
      {!follow && (
        <div className="pointer-events-none absolute inset-x-0 bottom-3 flex justify-center">
          <Button
            size="sm"
            variant={fresh > 0 ? 'primary' : 'secondary'}
            icon={<ArrowDown size={14} />}
            onClick={() => onFollowChange(true)}
            className="pointer-events-auto shadow-overlay"
          >
            {fresh > 0 ? `${fresh.toLocaleString()} new ${fresh === 1 ? 'line' : 'lines'}` : 'Jump to the end'}
          </Button>
        </div>
      )}
    </div>
  )
}

async function copyLine(line: LogLine): Promise<void> {
  try {
    await navigator.clipboard.writeText(lineText(line))
    announce('Line copied')
  } catch {
    announce('Copying failed. Select the text and copy it by hand.')
  }
}

const onCopy = (line: LogLine) => void copyLine(line)

/** Tells whether a scroll comes from the user: a wheel, a finger, a key, or a press on the bar, within the last second. */
function useScrollIntent(scroller: RefObject<HTMLElement | null>): () => boolean {
  const at = useRef(-Infinity)
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const events = new AbortController()
    const note = (event: Event) => {
      // The bar is dragged for as long as the button is down, and tells nothing of it but the press.
      at.current = event.type === 'pointerdown' && event.target === element ? Infinity : event.timeStamp
    }
    const kinds = ['wheel', 'touchmove', 'keydown', 'pointerdown', 'pointerup']
    for (const kind of kinds) element.addEventListener(kind, note, { signal: events.signal, passive: true })
    return () => events.abort()
  }, [scroller])
  return () => performance.now() - at.current < 1000
}

/** How many lines came since the view stopped following. */
function useFresh(lines: readonly LogLine[], follow: boolean): number {
  const [seen, setSeen] = useState<LogLine | null>(null)
  const last = lines.at(-1) ?? null
  if ((follow || seen === null) && seen !== last) setSeen(last)
  if (follow || seen === null) return 0
  // The line itself may be filtered away meanwhile.
  return lines.length - 1 - lines.findLastIndex((line) => line === seen || line.time < seen.time || line.id === seen.id)
}

/** Whether this render adds older lines in front: the view then holds on to what is seen. */
function usePrepended(lines: readonly LogLine[]): boolean {
  const [before, setBefore] = useState({ lines, prepended: false })
  if (before.lines === lines) return before.prepended
  const [old, now] = [before.lines, lines]
  const prepended = now.length > old.length && old.length > 0 && now.at(-1)?.id === old.at(-1)?.id
  setBefore({ lines, prepended })
  return prepended
}
