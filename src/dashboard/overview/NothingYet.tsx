import { Rocket } from 'lucide-react'
import { paths } from '#dashboard/shared/paths.ts'
import { EmptyState } from '#ui/EmptyState.tsx'
import { LinkButton } from '#ui/LinkButton.tsx'

/** An app that nothing was deployed to. */
export function NothingYet({ app }: { app: string }) {
  return (
    <EmptyState
      title="Nothing runs here yet"
      icon={<Rocket size={18} />}
      actions={
        <>
          <LinkButton to={paths.deploy(app)} variant="primary">
            Deploy a project
          </LinkButton>
          <LinkButton to={paths.settings(app)}>Set config vars first</LinkButton>
        </>
      }
    >
      Drop the folder of a project on the Deploy page. It is built, released and started, and this page shows how it is doing.
    </EmptyState>
  )
}
