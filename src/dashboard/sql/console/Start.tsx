import { SampleTables } from '#dashboard/sql/SampleTables.tsx'
import type { Description } from '#engines/postgres/protocol.ts'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { startsOf } from './starts.ts'

/** What can be asked, for whoever has written nothing yet. */
export function Start({ description: { tables }, onTake }: { description: Description; onTake: (sql: string) => void }) {
  const starts = startsOf(tables)
  return (
    <Card className="flex flex-wrap items-center gap-2">
      {starts.length === 0 ? (
        <>
          <p className="mr-2 text-muted">The database is empty. Create a table, restore a backup, or</p>
          <SampleTables />
        </>
      ) : (
        <>
          <p className="mr-2 text-muted">Begin with</p>
          {starts.map(({ label, sql }) => (
            <Button key={label} size="sm" className="font-mono" onClick={() => onTake(sql)}>
              {label}
            </Button>
          ))}
        </>
      )}
    </Card>
  )
}
