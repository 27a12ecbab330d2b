import { QueryClientProvider, useQuery, type QueryClient } from '@tanstack/react-query'
import { redirect, useParams } from 'react-router'
import { queryAll } from '#client/query.ts'
import { of } from '#dashboard/app/queries.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { queryClient } from '#dashboard/shared/query-client.ts'
import { useSearch } from '#dashboard/shared/useSearch.ts'
import { apps } from '#platform/apps/contract.ts'
import { EmptyState } from '#ui/EmptyState.tsx'
import { Field } from '#ui/Field.tsx'
import { NativeSelect } from '#ui/NativeSelect.tsx'
import { PageHeader } from '#ui/PageHeader.tsx'
import { Segmented } from '#ui/Segmented.tsx'
import { Toolbar } from '#ui/Toolbar.tsx'
import type { Specimen } from './specimen.ts'
import { specimens } from './specimens.tsx'
import type { ListState } from './states.ts'

const names: Readonly<Record<ListState, string>> = {
  some: 'Some',
  empty: 'Empty',
  loading: 'Loading',
  error: 'Failed',
  forbidden: 'Forbidden',
  large: 'A thousand',
  long: 'Long names',
}

/** Without an app in the address, that of whoever is signed in which is the oldest. */
export async function loader({ params }: { params: { app?: string } }) {
  if (params.app !== undefined) return null
  const all = await queryClient.ensureQueryData(queryAll(apps.list))
  const [oldest] = all.toSorted((a, b) => Date.parse(a.created_at) - Date.parse(b.created_at))
  if (oldest) throw redirect(paths.listGallery(oldest.name))
  return null
}

/** Each list of an app in each of its states: to look at, to try, and for the automatic checks. */
export function Component() {
  const { app } = useParams()
  const [search, change] = useSearch()
  const list = search.get('list') ?? ''
  const chosen = Object.hasOwn(specimens, list) ? list : (Object.keys(specimens)[0] ?? '')
  const specimen = specimens[chosen]
  const states = specimen?.states ?? []
  const state = states.find((known) => known === search.get('as')) ?? 'some'
  // What the list itself keeps in the address goes with it.
  const set = (next: { list?: string; as?: ListState }) => change(() => new URLSearchParams({ list: chosen, as: state, ...next }))
  return (
    <div className="grid gap-6">
      <title>States of lists – Dynorama</title>
      <PageHeader
        title="States of lists"
        description={app && `Each list of ${app} in each of its states. What is pressed here is done to the app.`}
      />
      <Toolbar label="What is shown">
        <Field label="List" hideLabel>
          <NativeSelect value={chosen} onChange={(event) => set({ list: event.target.value })} className="w-44">
            {Object.entries(specimens).map(([key, { title }]) => (
              <option key={key} value={key}>
                {title}
              </option>
            ))}
          </NativeSelect>
        </Field>
        <Segmented
          label="State"
          value={state}
          onChange={(next) => set({ as: next })}
          options={states.map((value) => ({ value, label: names[value] }))}
          className="flex-wrap"
        />
      </Toolbar>
      {app === undefined ? (
        <EmptyState title="There is no app whose lists could be shown">Create one first.</EmptyState>
      ) : (
        specimen && <Shown key={`${app} ${chosen} ${state}`} app={app} specimen={specimen} state={state} />
      )}
    </div>
  )
}

/** What every list may ask of the app is there before it shows, as a page's loader sees to it. */
async function prepare(app: string, { client }: Specimen, state: ListState): Promise<QueryClient> {
  const own = await client(app, state)
  await Promise.all([own.ensureQueryData(of.info(app)), own.ensureQueryData(of.state(app))])
  return own
}

function Shown({ app, specimen, state }: { app: string; specimen: Specimen; state: ListState }) {
  const { data: client, error } = useQuery({
    queryKey: ['gallery', app, specimen.title, state],
    queryFn: () => prepare(app, specimen, state),
    gcTime: 0,
    // Another client for each time it is shown, and no copy of it.
    structuralSharing: false,
  })
  if (error) throw error
  if (!client) return null
  return (
    <section aria-label="The list" className="min-w-0">
      <h2 className="sr-only">{specimen.title}</h2>
      <QueryClientProvider client={client}>{specimen.show(app)}</QueryClientProvider>
    </section>
  )
}
