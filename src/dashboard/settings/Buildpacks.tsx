import { useQuery } from '@tanstack/react-query'
import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react'
import { useState, type FormEvent } from 'react'
import { call } from '#client/http.ts'
import { of } from '#dashboard/app/queries.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { useApp, useWhyNot } from '#dashboard/app/useApp.ts'
import { apps } from '#platform/apps/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { ErrorState } from '#ui/ErrorState.tsx'
import { IconButton } from '#ui/IconButton.tsx'
import { Input } from '#ui/Input.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { toast } from '#ui/toast.ts'

const official = ['nodejs', 'ruby', 'python', 'java', 'gradle', 'scala', 'clojure', 'php', 'go'].map((name) => `heroku/${name}`)

/** Which buildpacks the next build uses, in their order; none means that the language is detected. */
export function Buildpacks() {
  const { name } = useApp()
  const reason = useWhyNot()('buildpacks')
  const { data, error, refetch } = useQuery(of.buildpacks(name))
  const [added, setAdded] = useState('')
  const names = data?.toSorted((a, b) => a.ordinal - b.ordinal).map(({ buildpack }) => buildpack.name) ?? []
  const bodyOf = (all: readonly string[]) => ({ updates: all.map((buildpack) => ({ buildpack })) })
  const set = useAction({
    run: (all: readonly string[]) => call(apps.setBuildpacks, { params: { app: name }, body: bodyOf(all) }),
    failed: 'The buildpacks were not changed',
    done: () => toast('The next deploy uses these buildpacks'),
  })
  const swap = (index: number, other: number) => {
    const next = [...names]
    const [a, b] = [next[index], next[other]]
    if (a === undefined || b === undefined) return
    next[index] = b
    next[other] = a
    set.mutate(next)
  }
  const add = (event: FormEvent) => {
    event.preventDefault()
    const wanted = added.trim()
    if (wanted === '' || reason || names.includes(wanted)) return
    set.mutate([...names, wanted], { onSuccess: () => setAdded('') })
  }
  const problem =
    added.trim() === '' ? 'Name a buildpack first' : names.includes(added.trim()) ? 'It is in the list already' : null
  return (
    <Section
      title="Buildpacks"
      description="They run in this order. The last one names the default process types. Changes count from the next deploy on."
      actions={
        <ShowAs
          what="Set the buildpacks"
          calls={[
            shown(apps.setBuildpacks, { params: { app: name }, body: bodyOf(added.trim() ? [...names, added.trim()] : names) }),
          ]}
        />
      }
    >
      <Card flush>
        {error && <ErrorState message={error.message} retry={() => void refetch()} />}
        {!data && !error && <Skeleton lines={2} className="p-4" />}
        {data?.length === 0 && <EmptyState title="The language is detected" className="py-6!" />}
        <ol aria-label="Buildpacks" className="divide-y divide-line">
          {names.map((buildpack, index) => (
            <li key={buildpack} className="flex items-center gap-2 py-1.5 pr-2 pl-4">
              <span className="w-5 text-faint tabular-nums">{index + 1}</span>
              <span className="min-w-0 flex-1 truncate font-mono text-xs">{buildpack}</span>
              <IconButton
                size="sm"
                label={`Move ${buildpack} up`}
                icon={<ArrowUp size={14} />}
                reason={reason ?? (index === 0 ? 'It is the first' : null)}
                onClick={() => swap(index, index - 1)}
              />
              <IconButton
                size="sm"
                label={`Move ${buildpack} down`}
                icon={<ArrowDown size={14} />}
                reason={reason ?? (index === names.length - 1 ? 'It is the last' : null)}
                onClick={() => swap(index, index + 1)}
              />
              <IconButton
                size="sm"
                label={`Remove ${buildpack}`}
                icon={<Trash2 size={14} />}
                reason={reason}
                onClick={() => set.mutate(names.filter((each) => each !== buildpack))}
              />
            </li>
          ))}
        </ol>
        <form onSubmit={add} className="flex gap-2 border-t border-line p-2">
          <Input
            code
            list="official-buildpacks"
            aria-label="Add a buildpack"
            placeholder="heroku/nodejs or a URL"
            value={added}
            onChange={(event) => setAdded(event.target.value)}
          />
          <datalist id="official-buildpacks">
            {official.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </datalist>
          <Button type="submit" icon={<Plus size={14} />} pending={set.isPending} reason={reason ?? problem}>
            Add
          </Button>
        </form>
      </Card>
    </Section>
  )
}
