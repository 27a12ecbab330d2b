import { ApiFailure } from '#client/http.ts'
import { Breadcrumbs } from '#ui/Breadcrumbs.tsx'
import { Card } from '#ui/Card.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { LinkButton } from '#ui/LinkButton.tsx'
import { PageHeader } from '#ui/PageHeader.tsx'
import { Failure } from './Failure.tsx'

interface UnloadedProps {
  what: 'pipeline' | 'team'
  name: string
  /** Its own address, and the list that it would be in. */
  to: string
  list: { label: string; to: string }
  error: Error | null
  retry: () => unknown
  /** Who can change that it is forbidden. */
  who: string
}

/** In the place of the pages of something that there is not, that is not for this person, or that could not be loaded. */
export function Unloaded({ what, name, to, list, error, retry, who }: UnloadedProps) {
  const home = <LinkButton to={list.to}>{`All ${what}s`}</LinkButton>
  return (
    <div className="grid gap-4">
      <title>{`${name} – ${list.label}`}</title>
      <PageHeader title={name} above={<Breadcrumbs crumbs={[list, { label: name, to }]} />} />
      <Card>
        {error instanceof ApiFailure && error.status === 404 ? (
          <EmptyState title={`There is no ${what} ${name}`} actions={home}>
            It may have been deleted or renamed, or the clock was turned back to before it.
          </EmptyState>
        ) : (
          <Failure
            error={error ?? new Error(`The ${what} could not be loaded.`)}
            retry={retry}
            who={`${who} You can also be somebody else: choose in the menu with your name.`}
            actions={home}
          />
        )}
      </Card>
    </div>
  )
}
