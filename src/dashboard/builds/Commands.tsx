import { curlCommand } from '#client/cli.ts'
import { useSearch } from '#dashboard/shared/useSearch.ts'
import { builds } from '#platform/builds/contract.ts'
import { Section } from '#ui/Card.tsx'
import { CodeBlock } from '#ui/CodeBlock.tsx'
import { CommandSnippet } from '#ui/CommandSnippet.tsx'
import { Segmented } from '#ui/Segmented.tsx'

const ways = [
  { value: 'api', label: 'API' },
  { value: 'cli', label: 'CLI' },
] as const

type Way = (typeof ways)[number]['value']

/** The same from a terminal, ready to be copied. */
export function Commands({ app }: { app: string }) {
  const [search, change] = useSearch()
  const way = ways.find(({ value }) => value === search.get('way'))?.value ?? 'api'
  const choose = (next: Way) => change((changed) => changed.set('way', next))
  return (
    <Section
      title="From a terminal"
      description="With npm run api this world's like is served to the official command line and to scripts."
      actions={<Segmented label="Way to deploy" options={ways} value={way} onChange={choose} />}
    >
      {way === 'api' && <CodeBlock label="Deploy by API" code={apiScript(app)} />}
      {way === 'cli' && (
        <div className="grid gap-2">
          <CommandSnippet command={`heroku git:remote --app ${app}`} />
          <CommandSnippet command={`heroku releases --app ${app}`} />
          <CommandSnippet command={`heroku logs --tail --app ${app}`} />
        </div>
      )}
    </Section>
  )
}

function apiScript(app: string): string {
  const create = curlCommand(builds.createAppSource, { params: { app } })
  const build = curlCommand(builds.create, { params: { app }, body: { source_blob: { url: '$GET_URL' } } })
  return [
    '# 1. pack the project, and ask for a place to put it',
    'git archive --format=tar.gz -o source.tar.gz HEAD',
    create,
    '# 2. put it there: PUT_URL and GET_URL are in the answer',
    'curl -X PUT "$PUT_URL" --data-binary @source.tar.gz',
    '# 3. build it',
    build.replace("'$GET_URL'", '"$GET_URL"').replace(/-d '(.*)'/, (_, body: string) => `-d "${body.replaceAll('"', '\\"')}"`),
  ].join('\n')
}
