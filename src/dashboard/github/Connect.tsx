import { useQuery } from '@tanstack/react-query'
import { FolderGit2 } from 'lucide-react'
import { call } from '#client/http.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { useWhyNot } from '#dashboard/app/useApp.ts'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { useSearch } from '#dashboard/shared/useSearch.ts'
import { github, type Repository } from '#platform/github/contract.ts'
import { Badge } from '#ui/Badge.tsx'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { SearchInput } from '#ui/SearchInput.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'
import { useMore } from '#ui/useMore.tsx'
import { githubOf } from './queries.ts'

/** Chooses the repository that the app is deployed from. */
export function Connect({ app }: { app: string }) {
  const { data, error, refetch } = useQuery(githubOf.repositories())
  const [search, , put] = useSearch()
  const words = search.get('repository') ?? ''
  const find = (text: string) => put('repository', text)
  const found = data?.filter((repository) => fits(repository, words)) ?? []
  const [first, more] = useMore(found)
  const connect = useAction({
    run: (repo: string) => call(github.connect, { params: { app }, body: { repo } }),
    failed: 'The repository was not connected',
  })
  const reason = useWhyNot()('build.create')
  return (
    <Section
      level={3}
      title="Connect a repository"
      description="GitHub is simulated too: its repositories, and the commits that people push to them as time passes."
      actions={
        <ShowAs
          what="Connect a repository"
          calls={[
            shown(github.connect, {
              params: { app },
              body: { repo: found[0]?.full_name ?? data?.[0]?.full_name ?? 'owner/name' },
            }),
          ]}
        />
      }
    >
      <div className="grid gap-3">
        <SearchInput label="Search repositories" value={words} onChange={(event) => find(event.target.value)} />
        <Card flush className="max-h-96 overflow-y-auto">
          {error && <Failure error={error} retry={refetch} />}
          {!data && !error && <Skeleton lines={8} className="p-4" />}
          {data && found.length === 0 && (
            <EmptyState
              title="No repository fits"
              icon={<FolderGit2 size={18} />}
              actions={<Button onClick={() => find('')}>Show all {data.length}</Button>}
            >
              Search by owner, name, language or what it is about.
            </EmptyState>
          )}
          {found.length > 0 && (
            <ul aria-label="Repositories">
              {first.map((repository) => (
                <li
                  key={repository.id}
                  className="flex items-center gap-3 border-line py-2 pr-2 pl-4 not-last:border-b hover:bg-hover"
                >
                  <div className="min-w-0 flex-1">
                    <p className="flex flex-wrap items-center gap-x-2">
                      <span className="font-medium break-all">{repository.full_name}</span>
                      {repository.private && <Badge>Private</Badge>}
                    </p>
                    <p className="text-xs text-muted">
                      {[repository.description, repository.language].filter(Boolean).join(' · ')}
                      {repository.pushed_at && (
                        <>
                          {' · pushed '}
                          <TimeAgo time={repository.pushed_at} />
                        </>
                      )}
                    </p>
                  </div>
                  <Button
                    size="sm"
                    reason={reason}
                    pending={connect.isPending && connect.variables === repository.full_name}
                    aria-label={`Connect ${repository.full_name}`}
                    onClick={() => connect.mutate(repository.full_name)}
                  >
                    Connect
                  </Button>
                </li>
              ))}
            </ul>
          )}
          {more}
        </Card>
      </div>
    </Section>
  )
}

/** Whether each word is somewhere in what is known of a repository. */
function fits({ full_name, description, language }: Repository, words: string): boolean {
  const text = `${full_name} ${description} ${language ?? ''}`.toLowerCase()
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}
