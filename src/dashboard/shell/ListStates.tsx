import { Boxes, SearchX } from 'lucide-react'
import { useMemo, useState } from 'react'
import { AppsList } from '#dashboard/apps/list/AppsList.tsx'
import { RowsSkeleton } from '#dashboard/apps/list/ListSkeleton.tsx'
import type { Row } from '#dashboard/apps/list/rows.ts'
import { arrange, readView, writeView } from '#dashboard/apps/list/view.ts'
import { healthNames } from '#dashboard/shared/health.ts'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { ErrorState } from '#ui/ErrorState.tsx'
import { ForbiddenState } from '#ui/ForbiddenState.tsx'

const languages = ['Node.js', 'Ruby', 'Python', 'PHP', 'Java', 'Scala', 'Go', 'Clojure', null]

/** Made up, one after the other through every health and language. */
function sampleRows(count: number): Row[] {
  return Array.from({ length: count }, (_, index) => {
    const health = healthNames[index % healthNames.length] ?? 'healthy'
    const language = languages[index % languages.length] ?? null
    const name = index === 3 ? 'a-name-as-long-as-names-can-be' : `sample-${String(index + 1).padStart(4, '0')}`
    const id = `sample ${index}`
    return {
      id,
      name,
      language,
      region: index % 3 === 0 ? 'eu' : 'us',
      team: index % 2 === 0 ? 'northwind' : null,
      owner: index % 2 === 0 ? 'northwind' : 'somebody@example.com',
      releasedAt: health === 'empty' ? null : Date.UTC(2026, 10, 1) - index * 7_000_000,
      favorite: index < 2,
      state:
        index === 5
          ? null
          : {
              app: id,
              health,
              summary: 'What runs, or what is wrong, in a sentence that may be long.',
              dynos_up: index % 4,
              dynos_wanted: 3,
              release: 12 + index,
              permissions: [],
            },
      text: name,
    }
  })
}

/** The apps list in each of its states, without a platform. */
export function ListStates() {
  return (
    <section aria-label="States of the apps list" className="mx-auto grid max-w-5xl gap-10 px-4 pb-16 sm:px-6">
      <Section title="Apps list">
        <SampleList count={10} />
      </Section>
      <Section title="Apps list, loading">
        <RowsSkeleton count={4} />
      </Section>
      <Section title="Apps list, ten thousand rows">
        <Thousands />
      </Section>
      <Section title="Apps list, nothing there">
        <Card>
          <EmptyState title="No apps yet" icon={<Boxes size={18} />}>
            Create one, or drop the folder of a project anywhere on this page.
          </EmptyState>
        </Card>
      </Section>
      <Section title="Apps list, nothing found">
        <Card>
          <EmptyState title="No app matches" icon={<SearchX size={18} />} actions={<Button>Clear search and filters</Button>}>
            A search looks at names, languages, owners and regions.
          </EmptyState>
        </Card>
      </Section>
      <Section title="Apps list, failed">
        <Card>
          <ErrorState message="The simulated platform does not answer." details="0 unreachable" retry={() => undefined} />
        </Card>
      </Section>
      <Section title="Apps list, forbidden">
        <Card>
          <ForbiddenState>There is no team northwind, or you are not in it.</ForbiddenState>
        </Card>
      </Section>
    </section>
  )
}

function Thousands() {
  const [open, setOpen] = useState(false)
  return open ? <SampleList count={10_000} /> : <Button onClick={() => setOpen(true)}>Show ten thousand rows</Button>
}

function SampleList({ count }: { count: number }) {
  const rows = useMemo(() => sampleRows(count), [count])
  const [params, setParams] = useState(() => new URLSearchParams())
  const view = readView(params)
  const arranged = useMemo(() => arrange(rows, readView(params)), [rows, params])
  return (
    <Card flush>
      <AppsList
        arranged={arranged}
        view={view}
        onSort={(sort) => setParams(writeView(params, sort))}
        onStar={() => undefined}
        onIntent={() => undefined}
      />
    </Card>
  )
}
