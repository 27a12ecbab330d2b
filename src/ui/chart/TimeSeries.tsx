import { clsx } from 'clsx'
import { ChartLine, Table2 } from 'lucide-react'
import { useId, useState } from 'react'
import { formatCompact } from '#ui/format.ts'
import { IconButton } from '#ui/IconButton.tsx'
import { useCursor } from './ChartGroup.tsx'
import { ChartTable } from './ChartTable.tsx'
import { Legend } from './Legend.tsx'
import { Plot } from './Plot.tsx'
import type { TimeSeriesProps } from './types.ts'

/**
 * A chart over time, as SVG of our own. The legend hides series and shows the values at the crosshair, which the charts of a
 * ChartGroup share. Keyboard: Tab to the plot, arrows move the crosshair. The same figures can be had as a table.
 */
export function TimeSeries(props: TimeSeriesProps) {
  const { title, times, series, markers, format = formatCompact, height = 168, className } = props
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set())
  const [asTable, setAsTable] = useState(false)
  const cursor = useCursor()
  const titleId = useId()
  const toggle = (id: string) => {
    const next = new Set(hidden)
    if (!next.delete(id)) next.add(id)
    setHidden(next)
  }
  return (
    <figure aria-labelledby={titleId} className={clsx('min-w-0', className)}>
      <div className="flex items-start justify-between gap-2">
        <figcaption id={titleId} className="pt-1 text-sm font-medium">
          {title}
        </figcaption>
        <IconButton
          size="sm"
          label={asTable ? 'Show as chart' : 'Show as table'}
          icon={asTable ? <ChartLine size={14} /> : <Table2 size={14} />}
          onClick={() => setAsTable(!asTable)}
        />
      </div>
      <Legend {...{ series, times, cursor, format, hidden }} onToggle={toggle} />
      <div className="mt-1">
        {asTable ? (
          <ChartTable {...{ title, times, series, markers, format, height }} />
        ) : (
          <Plot {...props} format={format} height={height} cursor={cursor} hidden={hidden} />
        )}
      </div>
    </figure>
  )
}
