import { useConnection } from '#client/use-connection.ts'
import { EmptyState } from '#ui/EmptyState.tsx'
import { Progress } from '#ui/Progress.tsx'
import { useStep } from './database.ts'

/** How opening the database of that add-on gets on. */
export function OpeningState({ addon }: { addon: string }) {
  const step = useStep(addon)
  const { kind } = useConnection()
  return (
    <EmptyState title={step?.what ?? 'Opening the database'}>
      {kind === 'remote'
        ? 'The API starts a real PostgreSQL, the same that psql reaches. It takes some seconds the first time.'
        : 'A real PostgreSQL starts in this browser. The first time it is loaded, some megabytes; later it is there at once.'}
      <Progress
        label="Opening the database"
        className="mt-4"
        {...(step !== null && step.done !== null && { value: step.done })}
      />
    </EmptyState>
  )
}
