import type { Frame } from './Plot.tsx'
import type { TimeTick } from './ticks.ts'

interface AxesProps {
  frame: Frame
  xTicks: readonly TimeTick[]
  yTicks: readonly number[]
  format: (value: number) => string
}

/** Hairlines and their labels. */
export function Axes({ frame, xTicks, yTicks, format }: AxesProps) {
  const { left, right, bottom, x, y } = frame
  return (
    <g className="fill-faint text-2xs tabular-nums">
      {yTicks.map((value) => (
        <g key={value}>
          <path d={`M${left} ${Math.round(y(value)) + 0.5}H${right}`} stroke="var(--color-line)" />
          <text x={left - 8} y={y(value)} dy="0.32em" textAnchor="end">
            {format(value)}
          </text>
        </g>
      ))}
      {xTicks.map(({ time, label }) => (
        <g key={time}>
          <path d={`M${Math.round(x(time)) + 0.5} ${bottom}v4`} stroke="var(--color-line-strong)" />
          <text x={Math.min(Math.max(x(time), left), right - 12)} y={bottom + 15} textAnchor="middle">
            {label}
          </text>
        </g>
      ))}
    </g>
  )
}
