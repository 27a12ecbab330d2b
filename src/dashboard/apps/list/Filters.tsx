import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { healthNames, healths } from '#dashboard/shared/health.ts'
import { SearchField } from '#dashboard/shared/SearchField.tsx'
import { NativeSelect } from '#ui/NativeSelect.tsx'
import { StatusIcon } from '#ui/Status.tsx'
import { Toolbar } from '#ui/Toolbar.tsx'
import { regionName } from './rows.ts'
import { writeView, type Arranged, type Sort, type View } from './view.ts'

/** Side by side where it is narrow, as wide as their words elsewhere. */
const selectWidth = 'flex-1 basis-24 @[40rem]:flex-none @[40rem]:basis-36'

interface FiltersProps {
  view: View
  params: URLSearchParams
  arranged: Arranged
  onChange: (change: Partial<View>) => void
}

/** Search and filters over the list. Each is in the address. */
export function Filters({ view, params, arranged, onChange }: FiltersProps) {
  const choice = (name: 'language' | 'region', label: string, values: readonly string[], word: (value: string) => string) => (
    <NativeSelect
      className={selectWidth}
      aria-label={label}
      value={view[name] ?? ''}
      onChange={(event) => onChange({ [name]: event.target.value || null })}
    >
      <option value="">{label}</option>
      {/* One that was chosen stays to be seen, even where no app has it. */}
      {[...new Set([...values, ...(view[name] ? [view[name]] : [])])].map((value) => (
        <option key={value} value={value}>
          {word(value)}
        </option>
      ))}
    </NativeSelect>
  )
  return (
    <div className="@container grid gap-2.5">
      <Toolbar label="Filters">
        <SearchField label="Search apps" q={view.q} onChange={(q) => onChange({ q })} className="w-full @[40rem]:w-80" />
        {choice('language', 'All languages', arranged.languages, (language) => language)}
        {/* Where all apps are in one region there is nothing to choose. */}
        {(arranged.regions.length > 1 || view.region !== null) && choice('region', 'All regions', arranged.regions, regionName)}
        {/* Where there are no columns to sort by. */}
        <NativeSelect
          className={`${selectWidth} @[40rem]:hidden`}
          aria-label="Sort by"
          value={view.sort}
          onChange={(event) => onChange(sortOf(event.target.value))}
        >
          <option value="name">By name</option>
          <option value="released">By last release</option>
          <option value="health">By health</option>
        </NativeSelect>
      </Toolbar>
      <HealthFilter view={view} params={params} arranged={arranged} />
    </div>
  )
}

function sortOf(value: string): Pick<View, 'sort' | 'direction'> {
  const sort: Sort = value === 'released' || value === 'health' ? value : 'name'
  return { sort, direction: sort === 'released' ? 'desc' : 'asc' }
}

/** How many apps are how well; each a link to those alone. */
function HealthFilter({ view, params, arranged }: Omit<FiltersProps, 'onChange'>) {
  const link = (health: View['health']) => ({ search: writeView(params, { health }).toString() })
  const shown = healthNames.filter((health) => arranged.healths.has(health) || view.health === health)
  return (
    <nav aria-label="Health" className="-mx-1 overflow-x-auto px-1 [scrollbar-width:none]">
      <ul className="flex gap-1">
        <li>
          <Chip to={link(null)} on={view.health === null} label="All" count={arranged.found} />
        </li>
        {shown.map((health) => (
          <li key={health}>
            <Chip
              to={link(view.health === health ? null : health)}
              on={view.health === health}
              icon={<StatusIcon tone={healths[health].tone} className="animate-none!" />}
              label={healths[health].word}
              count={arranged.healths.get(health) ?? 0}
            />
          </li>
        ))}
      </ul>
    </nav>
  )
}

interface ChipProps {
  to: { search: string }
  on: boolean
  icon?: ReactNode
  label: string
  count: number
}

function Chip({ to, on, icon, label, count }: ChipProps) {
  return (
    <Link
      to={to}
      replace
      preventScrollReset
      aria-current={on || undefined}
      className={clsx(
        'inline-flex h-7 items-center gap-1.5 rounded-full border px-2.5 text-xs whitespace-nowrap coarse:h-11 coarse:px-3.5',
        on
          ? 'border-line-strong bg-surface font-medium text-ink shadow-control'
          : 'border-transparent text-muted hover:bg-hover hover:text-ink',
      )}
    >
      {icon}
      {label}
      <span className="text-faint tabular-nums">{count}</span>
    </Link>
  )
}
