import { useQuery } from '@tanstack/react-query'
import { ApiFailure } from '#client/http.ts'
import { query } from '#client/query.ts'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { paths } from '#dashboard/shared/paths.ts'
import { setups, type AppSetup } from '#platform/setups/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { Link } from '#ui/Link.tsx'
import { LinkButton } from '#ui/LinkButton.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Status } from '#ui/Status.tsx'
import type { Look } from '#ui/tone.ts'
import type { Template } from './templates.ts'

interface SetupProgressProps {
  id: string
  template: Template
  again: () => void
}

/** How far the making of an app has come, step by step. */
export function SetupProgress({ id, template, again }: SetupProgressProps) {
  const { data, error, refetch } = useQuery({
    ...query(setups.info, { params: { setup: id } }),
    refetchInterval: ({ state }) => (state.data?.status === 'pending' ? 1000 : false),
  })
  if (error instanceof ApiFailure && error.status === 404)
    return (
      <EmptyState title="That setup is not here" actions={<Button onClick={again}>Begin anew</Button>}>
        It is somebody else’s, or the clock was turned back to before it.
      </EmptyState>
    )
  if (error) return <Failure error={error} retry={refetch} />
  if (!data) return <Skeleton height={260} />
  const { status, app } = data
  return (
    <div className="grid gap-4">
      <Card flush>
        <ol aria-label="Steps" className="divide-y divide-line">
          {stepsOf(data, template).map(({ name, tone, word, to }) => (
            <li key={name} className="flex items-center justify-between gap-4 px-4 py-3">
              <span className="font-medium">{name}</span>
              <span className="flex items-center gap-3">
                {to !== null && <Link to={to}>Output</Link>}
                <Status tone={tone}>{word}</Status>
              </span>
            </li>
          ))}
        </ol>
      </Card>
      <div role="status" className="grid gap-3">
        {status === 'pending' && <p className="text-muted">{app.name} is being made. This page may be left meanwhile.</p>}
        {status === 'succeeded' && (
          <>
            <p>
              <strong className="font-medium">{app.name} runs.</strong>{' '}
              {data.resolved_success_url && (
                <span className="text-muted">
                  It is found at <span className="break-all">{data.resolved_success_url}</span>
                </span>
              )}
            </p>
            {data.postdeploy && (
              <pre className="overflow-x-auto rounded-md bg-sunken px-3 py-2 font-mono text-xs">{data.postdeploy.output}</pre>
            )}
            <p className="flex flex-wrap gap-2">
              <LinkButton variant="primary" to={paths.app(app.name)}>
                Manage app
              </LinkButton>
              <LinkButton to={paths.logs(app.name)}>Logs</LinkButton>
            </p>
          </>
        )}
        {status === 'failed' && (
          <>
            <p>
              <strong className="font-medium text-error-text">{app.name} could not be made:</strong> {data.failure_message}
            </p>
            {data.manifest_errors.length > 0 && (
              <ul className="list-disc pl-5 text-muted">
                {data.manifest_errors.map((each) => (
                  <li key={each}>{each}</li>
                ))}
              </ul>
            )}
            <p className="text-muted">The app and its add-ons were taken back.</p>
            <p>
              <Button onClick={again}>Try again</Button>
            </p>
          </>
        )}
      </div>
    </div>
  )
}

interface Step extends Look {
  readonly name: string
  readonly to: string | null
}

function stepsOf({ status, build, app, postdeploy }: AppSetup, template: Template): Step[] {
  const names = [
    'Create the app',
    template.addons.length > 0 ? 'Set config vars, add add-ons' : 'Set config vars',
    'Build and release',
    template.postdeploy === null ? 'Scale dynos' : 'Scale dynos, run the script',
  ]
  const at = status === 'succeeded' ? names.length : build === null ? 1 : build.status === 'succeeded' || postdeploy ? 3 : 2
  return names.map((name, nth) => {
    const output = nth === 2 && build !== null && status !== 'failed' ? paths.build(app.name, build.id) : null
    if (nth < at) return { name, tone: 'ok', word: 'Done', to: output }
    if (nth > at) return { name, tone: 'idle', word: status === 'failed' ? 'Left out' : 'Waiting', to: output }
    return status === 'failed'
      ? { name, tone: 'error', word: 'Failed', to: output }
      : { name, tone: 'busy', word: 'Under way', to: output }
  })
}
