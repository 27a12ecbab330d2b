import { useState } from 'react'
import { ChartGroup } from '#ui/chart/ChartGroup.tsx'
import { TimeSeries } from '#ui/chart/TimeSeries.tsx'
import { formatBytes } from '#ui/format.ts'
import { Part, Show } from './Part.tsx'

const minute = 60_000
const start = Date.UTC(2026, 4, 4, 8)
const times = Array.from({ length: 144 }, (_, index) => start + index * 10 * minute)
const wave = (base: number, swing: number, phase: number) =>
  times.map((_, index) => base + swing * Math.sin(index / 22 + phase) + swing * 0.18 * Math.sin(index * 1.9 + phase * 7))
const withGap = (values: number[]) => values.map((value, index) => (index > 60 && index < 68 ? null : value))
const markers = [
  { time: start + 250 * minute, label: 'v41 deployed', tone: 'ok' as const },
  { time: start + 720 * minute, label: 'v42 deployed', tone: 'ok' as const },
  { time: start + 760 * minute, label: 'v42 rolled back', tone: 'error' as const },
]
const ms = (value: number) => `${Math.round(value)}\u00a0ms`

/** Charts over time. */
export function Charts() {
  const [range, setRange] = useState('Drag over a chart to choose a range.')
  const onBrush = (from: number, to: number) =>
    setRange(`${new Date(from).toLocaleTimeString()} to ${new Date(to).toLocaleTimeString()}`)
  return (
    <Part title="Charts">
      <ChartGroup>
        <Show name="TimeSeries: lines, markers, gap, incomplete bucket" column>
          <TimeSeries
            title="Response time"
            times={times}
            format={ms}
            markers={markers}
            incomplete
            onBrush={onBrush}
            series={[
              { id: 'p50', label: 'p50', values: withGap(wave(80, 30, 0)) },
              { id: 'p95', label: 'p95', values: withGap(wave(210, 70, 0.4)) },
              { id: 'p99', label: 'p99', values: withGap(wave(420, 130, 0.8)) },
              { id: 'max', label: 'Maximum', values: withGap(wave(700, 220, 1.2)), color: 8 },
            ]}
          />
          <p aria-live="polite" className="text-muted">
            {range}
          </p>
        </Show>
        <div className="grid gap-6 md:grid-cols-2">
          <Show name="TimeSeries: stacked" column>
            <TimeSeries
              title="Requests"
              kind="stacked"
              times={times}
              onBrush={onBrush}
              format={(value) => `${Math.round(value)}`}
              series={[
                { id: '2xx', label: '2xx', values: wave(300, 120, 0) },
                { id: '3xx', label: '3xx', values: wave(80, 30, 0.6) },
                { id: '4xx', label: '4xx', values: wave(50, 20, 1.5) },
                { id: '5xx', label: '5xx', values: wave(20, 10, 2) },
              ]}
            />
          </Show>
          <Show name="TimeSeries: limit, bytes" column>
            <TimeSeries
              title="Memory"
              times={times}
              base={1024}
              format={formatBytes}
              limits={[{ value: 512 * 1024 ** 2, label: 'Quota 512 MB', tone: 'error' }]}
              series={[{ id: 'rss', label: 'Resident', values: wave(330, 120, 2).map((value) => value * 1024 ** 2) }]}
            />
          </Show>
        </div>
      </ChartGroup>
      <Show name="TimeSeries: empty" column>
        <TimeSeries
          title="Load"
          times={times}
          series={[{ id: 'load', label: 'Load', values: times.map(() => null) }]}
          height={110}
        />
      </Show>
    </Part>
  )
}
