import { useParams } from 'react-router'
import { query } from '#client/query.ts'
import { ofAddons } from '#dashboard/addons/queries.ts'
import { everyApp } from '#dashboard/apps/list/queries.ts'
import { Gone } from '#dashboard/shared/Gone.tsx'
import { paths } from '#dashboard/shared/paths.ts'
import { queryClient } from '#dashboard/shared/query-client.ts'
import { useSearch } from '#dashboard/shared/useSearch.ts'
import { apps } from '#platform/apps/contract.ts'
import { teams } from '#platform/teams/contract.ts'
import { Breadcrumbs } from '#ui/Breadcrumbs.tsx'
import { LinkButton } from '#ui/LinkButton.tsx'
import { PageHeader } from '#ui/PageHeader.tsx'
import { DeployForm } from './DeployForm.tsx'
import { SetupProgress } from './SetupProgress.tsx'
import { templateAt } from './templates.ts'

export async function loader() {
  void queryClient.prefetchQuery(everyApp())
  await Promise.all([
    queryClient.ensureQueryData(ofAddons.listings()),
    queryClient.ensureQueryData(query(apps.regions)),
    queryClient.ensureQueryData(query(teams.list)),
  ])
  return null
}

/**
 * What a project asks for, and then how its app comes about. It is also what `/deploy?template=…` shows. The address holds the
 * setup once there is one, so that a reload shows it again.
 */
export function Component() {
  const [search, change] = useSearch()
  const asked = useParams()['sample'] ?? search.get('template') ?? ''
  const template = templateAt(asked)
  const setup = search.get('setup')
  if (!template)
    return (
      <Gone
        title={asked === '' ? 'No template was named' : 'That template is not here'}
        actions={
          <>
            <LinkButton to={paths.elements('buttons')}>Projects with a button</LinkButton>
            <LinkButton to={paths.newApp()}>New app</LinkButton>
          </>
        }
      >
        Nothing is fetched from elsewhere: only the bundled projects can be deployed by a button. A project of your own can be
        dropped on the list of apps.
      </Gone>
    )
  return (
    <div className="mx-auto grid w-full max-w-3xl grid-cols-[minmax(0,1fr)] gap-6 pb-10">
      <title>{`Deploy ${template.name} – Dynorama`}</title>
      <PageHeader
        title={`Deploy ${template.name}`}
        above={
          <Breadcrumbs
            crumbs={[
              { label: 'Buttons', to: paths.elements('buttons') },
              { label: template.name, to: paths.elements('buttons', template.id) },
            ]}
          />
        }
        description={template.about}
      />
      {setup === null ? (
        <DeployForm template={template} given={search} onStarted={(id) => change((next) => next.set('setup', id))} />
      ) : (
        <SetupProgress id={setup} template={template} again={() => change((next) => next.delete('setup'))} />
      )}
    </div>
  )
}
