import { useQuery } from '@tanstack/react-query'
import { ArrowDown, ArrowUp, GripVertical, Trash2 } from 'lucide-react'
import { useState, type DragEvent } from 'react'
import { call } from '#client/http.ts'
import { of } from '#dashboard/app/queries.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { useApp, useWhyNot } from '#dashboard/app/useApp.ts'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { buildpacks } from '#platform/buildpacks/contract.ts'
import { announce } from '#ui/announce.ts'
import { Card, Section } from '#ui/Card.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { IconButton } from '#ui/IconButton.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { toast } from '#ui/toast.ts'
import { AddBuildpack } from './AddBuildpack.tsx'

const bodyOf = (all: readonly string[]) => ({ updates: all.map((buildpack) => ({ buildpack })) })

/** The list with the item at one place taken to another. */
function moved(all: readonly string[], from: number, to: number): string[] {
  const rest = all.toSpliced(from, 1)
  return rest.toSpliced(to, 0, ...all.slice(from, from + 1))
}

/** Which buildpacks the next build uses, in their order; none means that the language is detected. */
export function Buildpacks() {
  const { name } = useApp()
  const reason = useWhyNot()('buildpacks.edit')
  const { data, error, refetch } = useQuery(of.buildpacks(name))
  const names = data?.toSorted((a, b) => a.ordinal - b.ordinal).map(({ buildpack }) => buildpack.name) ?? []
  const set = useAction({
    run: (all: readonly string[]) => call(buildpacks.set, { params: { app: name }, body: bodyOf(all) }),
    failed: 'The buildpacks were not changed',
    done: () => toast('The next deploy uses these buildpacks'),
  })
  return (
    <Section
      title="Buildpacks"
      id="buildpacks"
      className="scroll-mt-4"
      description="They run in this order. The last one names the default process types. Changes count from the next deploy on."
      actions={
        <ShowAs what="Set the buildpacks" calls={[shown(buildpacks.set, { params: { app: name }, body: bodyOf(names) })]} />
      }
    >
      <Card flush>
        {error && <Failure error={error} retry={refetch} />}
        {!data && !error && <Skeleton lines={2} className="p-4" />}
        {data?.length === 0 && <EmptyState title="The language is detected" className="py-6!" />}
        {names.length > 0 && <Order names={names} reason={reason} onChange={set.mutate} />}
        <AddBuildpack names={names} reason={reason} />
      </Card>
    </Section>
  )
}

interface OrderProps {
  names: readonly string[]
  reason: string | null
  onChange: (names: readonly string[]) => void
}

/** The buildpacks in their order: drag one by its handle, or move it by its arrows. */
function Order({ names, reason, onChange }: OrderProps) {
  const [dragged, setDragged] = useState<number | null>(null)
  const [over, setOver] = useState<number | null>(null)
  const move = (from: number, to: number) => {
    announce(`${names[from]} is now number ${to + 1} of ${names.length}`)
    onChange(moved(names, from, to))
  }
  const dropOn = (index: number) => ({
    onDragOver: (event: DragEvent) => {
      if (dragged === null) return
      event.preventDefault()
      event.stopPropagation()
      setOver(index)
    },
    onDrop: (event: DragEvent) => {
      if (dragged === null) return
      event.preventDefault()
      event.stopPropagation() // a page takes dropped projects
      if (dragged !== index) move(dragged, index)
    },
  })
  return (
    <ol aria-label="Buildpacks" className="divide-y divide-line">
      {names.map((buildpack, index) => (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- dragging is one way; the arrow buttons are the other
        <li
          key={buildpack}
          draggable={reason === null && names.length > 1}
          onDragStart={(event) => {
            event.dataTransfer.effectAllowed = 'move'
            event.dataTransfer.setData('text/plain', buildpack)
            setDragged(index)
          }}
          onDragEnd={() => {
            setDragged(null)
            setOver(null)
          }}
          {...dropOn(index)}
          className="flex items-center gap-2 py-1.5 pr-2 pl-2 data-dragged:opacity-50 data-over:bg-accent-soft"
          data-dragged={dragged === index || undefined}
          data-over={(dragged !== null && over === index && dragged !== index) || undefined}
        >
          <GripVertical
            size={14}
            aria-hidden
            className={reason === null && names.length > 1 ? 'cursor-grab text-faint' : 'invisible'}
          />
          <span className="w-5 text-faint tabular-nums">{index + 1}</span>
          <span className="min-w-0 flex-1 truncate font-mono text-xs">{buildpack}</span>
          <IconButton
            size="sm"
            label={`Move ${buildpack} up`}
            icon={<ArrowUp size={14} />}
            reason={reason ?? (index === 0 ? 'It is the first' : null)}
            onClick={() => move(index, index - 1)}
          />
          <IconButton
            size="sm"
            label={`Move ${buildpack} down`}
            icon={<ArrowDown size={14} />}
            reason={reason ?? (index === names.length - 1 ? 'It is the last' : null)}
            onClick={() => move(index, index + 1)}
          />
          <IconButton
            size="sm"
            label={`Remove ${buildpack}`}
            icon={<Trash2 size={14} />}
            reason={reason}
            onClick={() => onChange(names.toSpliced(index, 1))}
          />
        </li>
      ))}
    </ol>
  )
}
