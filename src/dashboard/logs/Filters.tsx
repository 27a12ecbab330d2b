import { useQuery } from '@tanstack/react-query'
import { use } from 'react'
import { of } from '#dashboard/app/queries.ts'
import { inOrder } from '#dashboard/dynos/order.ts'
import { Checkbox } from '#ui/Checkbox.tsx'
import { ClockContext } from '#ui/clock.ts'
import { Input } from '#ui/Input.tsx'
import { NativeSelect } from '#ui/NativeSelect.tsx'
import { Segmented } from '#ui/Segmented.tsx'
import type { View } from './useView.ts'

const levels = [
  { value: 'all', label: 'All' },
  { value: 'warn', label: 'Warnings' },
  { value: 'error', label: 'Errors' },
] as const

/** Which lines are read, from when, and how they are set. */
export function Filters({ app, view, onChange }: { app: string; view: View; onChange: (change: Partial<View>) => void }) {
  const { data: dynos = [] } = useQuery(of.dynos(app))
  const { data: formation = [] } = useQuery(of.formation(app))
  const types = inOrder(formation).map(({ type }) => type)
  const names = dynos.map(({ name }) => name).toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }))
  const known = ['', 'router', 'api', ...types, ...names].includes(view.source)
  return (
    <>
      <NativeSelect
        aria-label="Source"
        value={view.source}
        onChange={(event) => onChange({ source: event.target.value })}
        className="w-36"
      >
        <option value="">All sources</option>
        <option value="router">router</option>
        <option value="api">api</option>
        {!known && <option value={view.source}>{view.source}</option>}
        <optgroup label="Process types">
          {types.map((type) => (
            <option key={type} value={type}>
              {type}
            </option>
          ))}
        </optgroup>
        <optgroup label="Dynos">
          {names.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </optgroup>
      </NativeSelect>
      <Segmented label="Level" options={levels} value={view.level} onChange={(level) => onChange({ level })} />
      <JumpTo key={view.until} until={view.until} onChange={(until) => onChange({ until })} />
      <Checkbox
        label="UTC"
        checked={view.zone === 'utc'}
        onChange={(event) => onChange({ zone: event.target.checked ? 'utc' : 'local' })}
      />
      <Checkbox label="Wrap" checked={view.wrap} onChange={(event) => onChange({ wrap: event.target.checked })} />
    </>
  )
}

/** Goes to a moment: the lines up to then. */
function JumpTo({ until, onChange }: { until: string | null; onChange: (until: string | null) => void }) {
  const clock = use(ClockContext)
  const commit = (text: string) => {
    if (text === '') return onChange(null)
    const time = new Date(text).getTime()
    if (!Number.isNaN(time)) onChange(time >= clock.now() ? null : new Date(time).toISOString())
  }
  return (
    <Input
      type="datetime-local"
      step={1}
      aria-label="Up to this time"
      data-hint="Show the lines up to this time"
      defaultValue={until === null ? '' : local(until)}
      max={local(new Date(clock.now()).toISOString())}
      onBlur={(event) => commit(event.target.value)}
      onKeyDown={(event) => event.key === 'Enter' && commit(event.currentTarget.value)}
      className="w-52"
    />
  )
}

/** A time as the field writes it: local, without a zone. */
function local(iso: string): string {
  const time = new Date(iso)
  return new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 19)
}
