import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import { formatAbsolute } from '#ui/format.ts'
import { useCursorTime } from './ChartGroup.tsx'
import type { Frame, PlotProps } from './Plot.tsx'
import { nearest, type Band } from './shape.ts'
import type { Series } from './types.ts'

interface CrosshairProps extends PlotProps {
  frame: Frame
  shown: readonly (Series & { look: { color: string } })[]
  bands: readonly Band[]
}

/** A range being chosen, in ms; the second end is the one that moves. */
type Selection = readonly [from: number, to: number]

/**
 * The line under the pointer and the range being dragged: a slider over the buckets for the keyboard. It alone renders
 * again while the pointer moves.
 */
export function Crosshair(props: CrosshairProps) {
  const { title, times, format, cursor, frame, shown, bands, onBrush } = props
  const [selection, setSelection] = useState<Selection | null>(null)
  const pressedAt = useRef<number | null>(null)
  const time = useCursorTime(cursor)
  const index = time === null ? -1 : nearest(times, time)
  const at = times[index]

  const under = (event: PointerEvent<HTMLElement>) => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left + frame.left
    return times[nearest(times, frame.timeAt(x))] ?? 0
  }
  const move = (event: PointerEvent<HTMLElement>) => {
    const here = under(event)
    cursor.set(here)
    if (pressedAt.current !== null && here !== pressedAt.current) setSelection([pressedAt.current, here])
  }
  const press = (event: PointerEvent<HTMLElement>) => {
    setSelection(null)
    if (!onBrush || event.button !== 0) return
    pressedAt.current = under(event)
    event.currentTarget.setPointerCapture(event.pointerId)
  }
  const release = () => {
    pressedAt.current = null
    if (selection) commit(selection)
  }
  const commit = ([one, other]: Selection) => {
    setSelection(null)
    if (one !== other) onBrush?.(Math.min(one, other), Math.max(one, other))
  }
  const key = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && selection) {
      event.stopPropagation()
      setSelection(null)
    }
    if (event.key === 'Enter' && selection) commit(selection)
    const target = times[stepTo(event.key, index < 0 ? times.length - 1 : index, times.length)]
    if (target === undefined) return
    event.preventDefault()
    if (event.shiftKey && onBrush) setSelection([selection?.[0] ?? at ?? target, target])
    else setSelection(null)
    cursor.set(target)
  }

  const values = shown.map((series) => `${series.label} ${describe(series.values[index], format)}`).join(', ')
  return (
    <>
      {at !== undefined && (
        <svg
          width={frame.width}
          height={frame.bottom}
          aria-hidden
          className="pointer-events-none absolute top-0 left-0 overflow-visible"
        >
          {selection && <Range selection={selection} frame={frame} />}
          <path d={`M${Math.round(frame.x(at)) + 0.5} ${frame.top}V${frame.bottom}`} stroke="var(--color-muted)" />
          {shown.map(({ id, look }, position) => {
            const value = bands[position]?.high[index]
            if (value === null || value === undefined) return null
            return (
              <circle
                key={id}
                cx={frame.x(at)}
                cy={frame.y(value)}
                r="3"
                fill={look.color}
                stroke="var(--color-surface)"
                strokeWidth="1.5"
              />
            )
          })}
        </svg>
      )}
      {at !== undefined && <TimeLabel time={at} frame={frame} />}
      <div
        role="slider"
        tabIndex={0}
        aria-label={onBrush ? `${title}: time. Shift with arrows selects a range, Enter opens it.` : `${title}: time`}
        aria-valuemin={0}
        aria-valuemax={Math.max(0, times.length - 1)}
        aria-valuenow={Math.max(0, index)}
        aria-valuetext={at === undefined ? 'No time chosen' : `${formatAbsolute(at)}: ${values}`}
        className="absolute cursor-crosshair touch-pan-y rounded-xs"
        style={{ left: frame.left, width: frame.right - frame.left, top: frame.top, height: frame.bottom - frame.top }}
        onPointerMove={move}
        onPointerDown={press}
        onPointerUp={release}
        onPointerCancel={() => (pressedAt.current = null)}
        onPointerLeave={() => pressedAt.current === null && cursor.set(null)}
        onBlur={() => cursor.set(null)}
        onKeyDown={key}
      />
    </>
  )
}

function describe(value: number | null | undefined, format: (value: number) => string): string {
  return value === null || value === undefined ? 'no value' : format(value)
}

function stepTo(key: string, index: number, count: number): number {
  const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowDown: -1, ArrowUp: 1, PageDown: -10, PageUp: 10 }
  if (key === 'Home') return 0
  if (key === 'End') return count - 1
  const step = steps[key]
  return step === undefined ? -1 : Math.min(count - 1, Math.max(0, index + step))
}

function Range({ selection: [one, other], frame }: { selection: Selection; frame: Frame }) {
  const [left, right] = [Math.min(frame.x(one), frame.x(other)), Math.max(frame.x(one), frame.x(other))]
  return (
    <g stroke="var(--color-ring)">
      <rect
        x={left}
        y={frame.top}
        width={right - left}
        height={frame.bottom - frame.top}
        fill="var(--color-ring)"
        fillOpacity="0.16"
        stroke="none"
      />
      <path d={`M${left} ${frame.top}V${frame.bottom}M${right} ${frame.top}V${frame.bottom}`} />
    </g>
  )
}

function TimeLabel({ time, frame }: { time: number; frame: Frame }) {
  const left = Math.min(Math.max(frame.x(time), frame.left + 58), frame.right - 58)
  return (
    <span
      aria-hidden
      className="pointer-events-none absolute z-10 -translate-x-1/2 rounded-sm bg-ink px-1.5 text-2xs whitespace-nowrap text-canvas tabular-nums"
      style={{ left, top: frame.bottom + 2 }}
    >
      {new Intl.DateTimeFormat(undefined, {
        month: 'short',
        day: 'numeric',
        hour: '2-digit',
        minute: '2-digit',
        second: '2-digit',
      }).format(time)}
    </span>
  )
}
