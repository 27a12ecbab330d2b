import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { query } from '#client/query.ts'
import { useWhyNot } from '#dashboard/app/useApp.ts'
import { ChangeRows } from '#dashboard/config/ChangeList.tsx'
import { config } from '#platform/config/contract.ts'
import type { Comparison } from '#platform/history/contract.ts'
import { Switch } from '#ui/Switch.tsx'
import { differences, inWords, sameIn, type Part } from './differences.ts'

interface DifferencesProps {
  app: string
  comparison: Comparison
  /** What is not looked at. */
  without?: readonly Part[]
}

/** What differs between two releases, and what is the same. */
export function Differences({ app, comparison, without = [] }: DifferencesProps) {
  const parts = differences(comparison).filter(({ title }) => !without.includes(title))
  const { config: keys, from, to } = comparison
  const same = [...(keys.length === 0 ? ['Config vars'] : []), ...sameIn(parts)]
  return (
    <div className="grid gap-4">
      {keys.length > 0 && <ConfigKeys app={app} keys={keys} from={from.version} to={to.version} />}
      {parts.map(
        ({ title, rows }) =>
          rows.length > 0 && (
            <section key={title} aria-label={title}>
              <h3 className="mb-1.5 text-sm font-medium">{title}</h3>
              <ChangeRows
                label={`Changes of ${title.toLowerCase()}`}
                changes={rows.map((row) => ({ ...row, key: row.name }))}
                values
              />
            </section>
          ),
      )}
      {same.length > 0 && <p className="text-muted">The same in both: {inWords(same)}.</p>}
    </div>
  )
}

/** The config vars that differ; what they say only to those who may read it, and only when asked. */
function ConfigKeys({ app, keys, from, to }: { app: string; keys: Comparison['config']; from: number; to: number }) {
  const [values, setValues] = useState(false)
  const reason = useWhyNot()('config.read')
  const of = (version: number) => ({
    ...query(config.ofRelease, { params: { app, release: String(version) } }),
    enabled: values && reason === null,
  })
  const before = useQuery(of(from))
  const after = useQuery(of(to))
  const failure = before.error ?? after.error
  return (
    <section aria-label="Config vars">
      <div className="mb-1.5 flex flex-wrap items-center justify-between gap-x-4">
        <h3 className="text-sm font-medium">Config vars</h3>
        <Switch label="Show values" checked={values} reason={reason} onChange={(event) => setValues(event.target.checked)} />
      </div>
      <ChangeRows
        label="Changes of config vars"
        values={values && before.data !== undefined && after.data !== undefined}
        changes={keys.map(({ key, change }) => ({
          key,
          kind: change,
          before: change === 'added' ? null : (before.data?.[key] ?? null),
          after: change === 'removed' ? null : (after.data?.[key] ?? null),
        }))}
      />
      {failure && <p className="mt-1 text-error-text">The values cannot be shown: {failure.message}</p>}
    </section>
  )
}
