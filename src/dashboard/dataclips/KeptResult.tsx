import { Download, Table2 } from 'lucide-react'
import { saveFile } from '#dashboard/shared/save-file.ts'
import { toTable } from '#dashboard/sql/results/grid.ts'
import { ResultGrid } from '#dashboard/sql/results/ResultGrid.tsx'
import { toCsv, toRecords, type Kept } from '#platform/dataclips/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { CopyButton } from '#ui/CopyButton.tsx'
import { Duration } from '#ui/Duration.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { formatNumber } from '#ui/format.ts'
import { Status } from '#ui/Status.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'

interface KeptResultProps {
  title: string
  result: Kept | null
  /** The present one of the dataclip. */
  version: number
}

/** What a dataclip gave when it was last run. */
export function KeptResult({ title, result, version }: KeptResultProps) {
  if (!result)
    return (
      <Card>
        <EmptyState title="It was not run yet" icon={<Table2 size={18} />} className="py-6!">
          The result of its last run is kept here, for everybody who may see the dataclip.
        </EmptyState>
      </Card>
    )
  const { columns, rows, count, error, ran_at } = result
  const name = title.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-') || 'dataclip'
  return (
    <Card flush>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1.5 border-b border-line px-3 py-2">
        <Status tone={error ? 'error' : 'ok'}>
          {error ? 'Failed' : `${formatNumber(count)} ${count === 1 ? 'row' : 'rows'}`}
        </Status>
        <span className="text-muted">
          <Duration ms={result.ms} />, <TimeAgo time={ran_at} />, version {result.version}
        </span>
        {!error && (
          <span className="ml-auto flex gap-1.5">
            <CopyButton label="Copy the rows for a spreadsheet" text={toTable(columns, rows)} />
            <Button size="sm" icon={<Download size={13} />} onClick={() => saveFile(`${name}.csv`, 'text/csv', [toCsv(result)])}>
              CSV
            </Button>
            <Button
              size="sm"
              icon={<Download size={13} />}
              onClick={() => saveFile(`${name}.json`, 'application/json', [JSON.stringify(toRecords(result), null, 2)])}
            >
              JSON
            </Button>
          </span>
        )}
      </div>
      {result.version !== version && (
        <p className="border-b border-line bg-warn-soft px-3 py-1.5 text-warn-text">
          The SQL has changed since: this is what version {result.version} gave, and {version} is the present one.
        </p>
      )}
      {error && (
        <p className="px-3 py-3">
          <span className="text-error-text">{error.message}</span> <span className="text-muted">({error.code})</span>
        </p>
      )}
      {!error && columns.length === 0 && <p className="px-3 py-3 text-muted">It gave no rows.</p>}
      {!error && columns.length > 0 && (
        <ResultGrid label={`Result of ${title}`} columns={columns} rows={rows} count={rows.length} />
      )}
      {count > rows.length && (
        <p className="border-t border-line px-3 py-1.5 text-muted">
          The first {formatNumber(rows.length)} rows are kept. Run the SQL in the console for all {formatNumber(count)}.
        </p>
      )}
    </Card>
  )
}
