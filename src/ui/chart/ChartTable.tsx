import { formatAbsolute } from '#ui/format.ts'
import { Table, Td, Th, Tr } from '#ui/Table.tsx'
import type { TimeSeriesProps } from './types.ts'

type ChartTableProps = Pick<TimeSeriesProps, 'title' | 'times' | 'series' | 'markers'> & {
  format: (value: number) => string
  height: number
}

/** The same figures as a table, newest first, with the events among them. */
export function ChartTable({ title, times, series, markers = [], format, height }: ChartTableProps) {
  const rows = [
    ...times.map((time, index) => ({ time, index, label: '' })),
    ...markers.map(({ time, label }) => ({ time, index: -1, label })),
  ].toSorted((a, b) => b.time - a.time)
  return (
    <div
      tabIndex={0}
      role="region"
      aria-label={`${title}, table`}
      style={{ height }}
      className="overflow-auto rounded-md border border-line"
    >
      <Table dense label={title}>
        <thead className="sticky top-0 bg-surface">
          <tr>
            <Th>Time</Th>
            {series.map(({ id, label }) => (
              <Th key={id} numeric>
                {label}
              </Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ time, index, label }) => (
            <Tr key={`${time} ${label}`}>
              <Td className="whitespace-nowrap">{formatAbsolute(time)}</Td>
              {label ? (
                <Td colSpan={series.length}>{label}</Td>
              ) : (
                series.map(({ id, values }) => {
                  const value = values[index]
                  return (
                    <Td key={id} numeric>
                      {value === null || value === undefined ? '–' : format(value)}
                    </Td>
                  )
                })
              )}
            </Tr>
          ))}
        </tbody>
      </Table>
    </div>
  )
}
