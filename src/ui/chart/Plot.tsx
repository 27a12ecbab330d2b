import { clsx } from 'clsx'
import { formatAbsolute } from '#ui/format.ts'
import { StatusIcon } from '#ui/Status.tsx'
import { toneGraphic } from '#ui/tone.ts'
import { Axes } from './Axes.tsx'
import type { Cursor } from './ChartGroup.tsx'
import { Crosshair } from './Crosshair.tsx'
import { placeWords } from './markers.ts'
import { areaPath, linePath, stack, type Band } from './shape.ts'
import { summarise } from './summary.ts'
import { timeTicks, valueTicks } from './ticks.ts'
import { seriesLook, type Marker, type TimeSeriesProps } from './types.ts'
import { useWidth } from './useWidth.ts'

export interface PlotProps extends TimeSeriesProps {
  format: (value: number) => string
  height: number
  cursor: Cursor
  hidden: ReadonlySet<string>
}

/** Where things are drawn, in px. */
export interface Frame {
  width: number
  left: number
  right: number
  top: number
  bottom: number
  x: (time: number) => number
  y: (value: number) => number
  timeAt: (x: number) => number
}

/** The drawing itself; its height is fixed, so nothing moves when it is measured or its data come. */
export function Plot(props: PlotProps) {
  const {
    title,
    times,
    series,
    kind,
    height,
    format,
    base,
    limits = [],
    markers = [],
    hidden,
    atLeast = 0,
    empty,
    incomplete,
  } = props
  const [box, width] = useWidth()
  const from = props.from ?? times[0] ?? 0
  const to = props.to ?? times.at(-1) ?? 0
  const shown = series.map((each, index) => ({ ...each, look: seriesLook(each, index) })).filter((each) => !hidden.has(each.id))
  const bands: Band[] =
    kind === 'stacked' ? stack(shown.map(({ values }) => values)) : shown.map(({ values }) => ({ low: [], high: values }))
  const max = bands.reduce((top, { high }) => high.reduce<number>((most, value) => Math.max(most, value ?? 0), top), atLeast)
  const yTicks = valueTicks(Math.max(max, ...limits.map(({ value }) => value * 1.08)), height < 120 ? 2 : 4, base)
  const frame = frameOf({
    width,
    height,
    from,
    to,
    top: yTicks.at(-1) ?? 1,
    labels: Math.max(...yTicks.map((value) => format(value).length)),
    room: markers.length > 0 ? 18 : 6,
  })
  const xTicks = timeTicks(from, to, Math.max(2, Math.floor((frame.right - frame.left) / 84)))
  const hasData = bands.some(({ high }) => high.some((value) => value !== null))
  const x = (index: number) => frame.x(times[index] ?? from)
  const settled = incomplete ? times.length - 2 : times.length - 1
  return (
    <div ref={box} style={{ height }} className="relative">
      {width > 0 && (
        <>
          <svg
            width={width}
            height={height}
            role="img"
            aria-label={summarise({ title, times, series: shown }, format)}
            className="absolute inset-0 block"
          >
            <Axes frame={frame} xTicks={xTicks} yTicks={yTicks} format={format} />
            <g fill="none" strokeLinejoin="round" strokeLinecap="round" strokeWidth="1.5">
              {shown.map(({ id, look }, index) => {
                const band = bands[index]
                if (!band) return null
                return (
                  <g key={id} stroke={look.color}>
                    {kind === 'stacked' && <path d={areaPath(band, x, frame.y)} fill={look.color} stroke="none" opacity="0.28" />}
                    <path d={linePath(band.high, x, frame.y, 0, settled)} strokeDasharray={look.dash} />
                    {incomplete && <path d={linePath(band.high, x, frame.y, Math.max(0, settled))} strokeDasharray="1 4" />}
                  </g>
                )
              })}
            </g>
            {limits.map(({ value, label, tone = 'warn' }) => (
              <g key={label} className={toneGraphic[tone]}>
                <path d={`M${frame.left} ${frame.y(value)}H${frame.right}`} stroke="currentColor" strokeDasharray="4 3" />
                <text
                  x={frame.right - 4}
                  y={frame.y(value) - 4}
                  textAnchor="end"
                  className="fill-muted text-2xs"
                  paintOrder="stroke"
                  stroke="var(--color-surface)"
                  strokeWidth="3"
                >
                  {label}
                </text>
              </g>
            ))}
          </svg>
          <Markers markers={markers} frame={frame} height={height} from={from} to={to} />
          {hasData ? (
            <Crosshair {...props} frame={frame} shown={shown} bands={bands} />
          ) : (
            <p className="pointer-events-none absolute inset-0 grid place-items-center pb-4 pl-12 text-muted">
              {empty ?? 'No data in this range'}
            </p>
          )}
        </>
      )}
    </div>
  )
}

interface FrameInput {
  width: number
  height: number
  from: number
  to: number
  top: number
  /** Characters of the longest label of the value axis */
  labels: number
  room: number
}

function frameOf({ width, height, from, to, top: max, labels, room }: FrameInput): Frame {
  const left = Math.max(52, 14 + labels * 6.2)
  const [right, top, bottom] = [Math.max(left + 1, width - 8), room, height - 20]
  const span = Math.max(1, to - from)
  return {
    width,
    left,
    right,
    top,
    bottom,
    x: (time) => left + ((time - from) / span) * (right - left),
    y: (value) => bottom - (value / max) * (bottom - top),
    timeAt: (x) => from + ((x - left) / (right - left)) * span,
  }
}

/** Vertical lines with a word, in HTML so that the word can be cut off and hinted. Crowded ones keep the sign only. */
function Markers({
  markers,
  frame,
  height,
  from,
  to,
}: {
  markers: readonly Marker[]
  frame: Frame
  height: number
  from: number
  to: number
}) {
  const inside = markers.filter(({ time }) => time >= from && time <= to).toSorted((a, b) => a.time - b.time)
  const placed = placeWords(
    inside.map((marker) => ({ ...marker, x: frame.x(marker.time) })),
    frame,
  )
  return placed.map(({ time, label, tone = 'idle', x, turned, room }) => (
    <div
      key={`${time} ${label}`}
      aria-hidden
      className="absolute top-0"
      style={{ height: height - 20, ...(turned ? { right: frame.width - x - 6 } : { left: x - 6 }) }}
    >
      <span
        className={clsx('absolute top-4 bottom-0 border-l border-dashed border-line-strong', turned ? 'right-1.5' : 'left-1.5')}
      />
      <span
        data-hint={`${label}, ${formatAbsolute(time)}`}
        className={clsx('relative z-10 flex h-4 items-center gap-1 text-2xs text-muted', turned && 'flex-row-reverse')}
        style={{ maxWidth: room }}
      >
        <StatusIcon tone={tone} className="bg-surface" />
        {room > 44 && <span className="truncate">{label}</span>}
      </span>
    </div>
  ))
}
