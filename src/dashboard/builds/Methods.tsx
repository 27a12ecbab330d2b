import { useConnection } from '#client/use-connection.ts'
import { CommandSnippet } from '#ui/CommandSnippet.tsx'
import { Card } from '#ui/Card.tsx'
import { Code } from '#ui/Code.tsx'
import { RadioCards } from '#ui/RadioCards.tsx'

export type Method = 'source' | 'github' | 'git' | 'container'

interface MethodsProps {
  value: Method
  onChange: (method: Method) => void
  /** The repository that the app is connected to. */
  repo: string | undefined
}

/** Where a project comes from. */
export function Methods({ value, onChange, repo }: MethodsProps) {
  return (
    <RadioCards
      legend="Deployment method"
      hideLegend
      className="sm:grid-cols-2 xl:grid-cols-4"
      value={value}
      onChange={onChange}
      cards={[
        { value: 'source', label: 'Folder, archive or sample', description: 'Dropped on this page' },
        { value: 'github', label: 'GitHub', description: repo ? `Connected to ${repo}` : 'Branches, by hand or at each push' },
        { value: 'git', label: 'Heroku Git', description: 'Pushed from a checkout' },
        { value: 'container', label: 'Container', description: 'Not offered: why, and what to do' },
      ]}
    />
  )
}

/** The commands of a push. */
export function HerokuGit({ app }: { app: string }) {
  const { kind, base } = useConnection()
  const host = kind === 'remote' ? base : 'http://localhost:5100'
  return (
    <Card className="grid gap-4">
      <p className="max-w-prose text-muted">
        {kind === 'remote'
          ? 'A push to this API is built and released, or refused with the build’s own words. As the password give your token.'
          : 'A tab cannot be pushed to. The same platform over HTTP can: start it, and connect the dashboard to it at the foot of the sidebar.'}
      </p>
      <ol className="grid gap-4">
        {kind === 'browser' && <Step title="In Dynorama’s folder" command="npm run api" />}
        <Step title="In a checkout of your own, name the app as a remote" command={`git remote add heroku ${host}/${app}.git`} />
        <Step title="Push the branch main: it is built and released" command="git push heroku main" />
        <Step title="Or another branch" command="git push heroku my-branch:main" />
      </ol>
    </Card>
  )
}

function Step({ title, command }: { title: string; command: string }) {
  return (
    <li className="grid gap-1">
      <p className="font-medium">{title}</p>
      <CommandSnippet command={command} />
    </li>
  )
}

/** Why there are no images. */
export function Container({ stack }: { stack: string }) {
  return (
    <Card className="grid max-w-prose gap-2">
      <p className="font-medium">Images are not offered here</p>
      <p className="text-muted">
        On the stack <Code>container</Code> an app runs a Docker image instead of what buildpacks make of its source. Dynorama
        plans builds from manifests, and an image does not tell how what is in it behaves: so <Code>heroku container:push</Code>{' '}
        and a <Code>heroku.yml</Code> have no effect.
      </p>
      <p className="text-muted">
        This app builds on <Code>{stack}</Code>. Deploy the project that the image is made from: with a Procfile that names what
        the Dockerfile starts, it is built by a buildpack.
      </p>
    </Card>
  )
}
