import type { Dotenv } from './dotenv.ts'

/** Lines of a `.env` that cannot be read, and names that stand there twice. */
export function Problems({ problems, duplicates }: Pick<Dotenv, 'problems' | 'duplicates'>) {
  if (problems.length === 0 && duplicates.length === 0) return null
  return (
    <ul aria-label="Problems" className="grid gap-1 rounded-md bg-warn-soft px-3 py-2 text-xs text-warn-text">
      {problems.slice(0, 10).map(({ line, message }) => (
        <li key={line}>
          Line {line}: {message}
        </li>
      ))}
      {problems.length > 10 && <li>And {problems.length - 10} more lines.</li>}
      {duplicates.length > 0 && <li>More than once: {duplicates.join(', ')}. The last value counts.</li>}
    </ul>
  )
}
