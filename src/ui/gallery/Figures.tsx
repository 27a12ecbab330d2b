import { Bytes } from '#ui/Bytes.tsx'
import { useClock } from '#ui/clock.ts'
import { Duration } from '#ui/Duration.tsx'
import { KeyValue } from '#ui/KeyValue.tsx'
import { Money } from '#ui/Money.tsx'
import { Num } from '#ui/Num.tsx'
import { Sparkline } from '#ui/Sparkline.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'
import { Part, Show } from './Part.tsx'

const wave = Array.from({ length: 48 }, (_, index) => 50 + 30 * Math.sin(index / 4) + 12 * Math.sin(index * 1.7))
const gap = wave.map((value, index) => (index > 20 && index < 27 ? null : value))

/** Numbers, sizes, times. */
export function Figures() {
  const hour = useClock((now) => Math.floor(now / 3_600_000) * 3_600_000)
  return (
    <Part title="Figures">
      <Show name="TimeAgo, Duration, Bytes, Money, Num, KeyValue" column>
        <KeyValue
          rows={[
            { name: 'An hour', value: <TimeAgo time={hour - 3_600_000} /> },
            { name: 'Some days', value: <TimeAgo time={new Date(hour - 12 * 86_400_000).toISOString()} /> },
            { name: 'To come', value: <TimeAgo time={hour + 5 * 3_600_000} /> },
            {
              name: 'Durations',
              value: (
                <>
                  <Duration ms={84} />, <Duration ms={4300} />, <Duration ms={200_000} />, <Duration ms={100_000_000} />
                </>
              ),
            },
            {
              name: 'Sizes',
              value: (
                <>
                  <Bytes value={812} />, <Bytes value={53_400_000} />, <Bytes value={512 * 1024 ** 2} />, <Bytes value={null} />
                </>
              ),
            },
            {
              name: 'Prices',
              value: (
                <>
                  <Money cents={700} per="month" />, <Money cents={123_456} />, <Money cents={990} currency="EUR" />
                </>
              ),
            },
            {
              name: 'Numbers',
              value: (
                <>
                  <Num value={1_234_567} unit="rpm" />, <Num value={12.3456} digits={1} unit="%" />, <Num value={null} />
                </>
              ),
            },
          ]}
        />
      </Show>
      <Show name="Sparkline">
        <Sparkline values={wave} label="Requests, rising and falling" />
        <Sparkline values={gap} width={140} height={28} label="Requests with a gap" />
        <Sparkline values={wave.map(() => 0)} label="No requests" />
        <Sparkline values={[]} label="No data" />
      </Show>
    </Part>
  )
}
