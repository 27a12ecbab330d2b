import { Download } from 'lucide-react'
import { rowsOf, textOf } from '#dashboard/sql/database.ts'
import { readPlan } from '#dashboard/sql/plan/plan.ts'
import { PlanTree } from '#dashboard/sql/plan/PlanTree.tsx'
import { toTable } from '#dashboard/sql/results/grid.ts'
import { ResultGrid } from '#dashboard/sql/results/ResultGrid.tsx'
import { sentence } from '#dashboard/shared/errors.ts'
import { saveFile } from '#dashboard/shared/save-file.ts'
import type { Result } from '#engines/postgres/protocol.ts'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { CopyButton } from '#ui/CopyButton.tsx'
import { Duration } from '#ui/Duration.tsx'
import { formatNumber } from '#ui/format.ts'
import { toast } from '#ui/toast.ts'

interface ResultCardProps {
  addon: string
  result: Result
  /** Of those that one run gave, from 1; null where it is the only one. */
  nth: number | null
}

/** What one statement gave: rows, a plan, or that it was done. */
export function ResultCard({ addon, result, nth }: ResultCardProps) {
  const { id, command, sql, columns, rows, count, cut, notices, ms } = result
  const label = nth === null ? 'Result' : `Result ${nth}`
  const lines = columns.length === 1 && columns[0]?.name === 'QUERY PLAN' ? rows.map(([line]) => line ?? '') : []
  const plan = lines.length > 0 && lines.length === count ? readPlan(lines) : null
  return (
    <Card flush role="group" aria-label={label}>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-3 py-1.5 last:border-b-0">
        <span className="font-medium">{command}</span>
        <span className="text-muted">
          {columns.length > 0 && !plan && (
            <>
              {formatNumber(count)} {count === 1 ? 'row' : 'rows'}
              {cut && ', and there are more'},{' '}
            </>
          )}
          <Duration ms={ms} />
        </span>
        {nth !== null && (
          <code className="min-w-0 flex-1 basis-40 truncate text-xs text-faint">{sql.replaceAll(/\s+/g, ' ')}</code>
        )}
        {id !== null && columns.length > 0 && !plan && (
          <span className="ml-auto flex gap-1.5">
            <CopyButton
              label="Copy all rows for a spreadsheet"
              text={async () => toTable(columns, count > rows.length ? await rowsOf(addon, id, 0, count) : rows)}
            />
            <Save addon={addon} id={id} format="csv" />
            <Save addon={addon} id={id} format="json" />
          </span>
        )}
      </div>
      {notices.map((notice, index) => (
        <p key={`${index} ${notice}`} className="border-b border-line px-3 py-1 font-mono text-xs text-muted last:border-b-0">
          {notice}
        </p>
      ))}
      {plan && <PlanTree plan={plan} text={lines.join('\n')} />}
      {!plan && columns.length > 0 && (
        <ResultGrid
          label={label}
          columns={columns}
          rows={rows}
          count={count}
          further={id === null ? undefined : { id, rows: (from, most) => rowsOf(addon, id, from, most) }}
        />
      )}
    </Card>
  )
}

const types = { csv: 'text/csv', json: 'application/json' } as const

function Save({ addon, id, format }: { addon: string; id: string; format: 'csv' | 'json' }) {
  const save = async () => {
    try {
      saveFile(`${addon}.${format}`, types[format], [await textOf(addon, id, format)])
    } catch (error) {
      toast({ title: 'The result was not saved', description: sentence(error), tone: 'error' })
    }
  }
  return (
    <Button size="sm" icon={<Download size={13} />} onClick={() => void save()}>
      {format.toUpperCase()}
    </Button>
  )
}
