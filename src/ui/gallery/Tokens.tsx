import { clsx } from 'clsx'
import { Part, Show } from './Part.tsx'

const surfaces = [
  'bg-canvas',
  'bg-surface',
  'bg-raised',
  'bg-sunken',
  'bg-hover',
  'bg-active',
  'bg-accent-soft',
  'bg-ok-soft',
  'bg-warn-soft',
  'bg-error-soft',
  'bg-busy-soft',
]
const graphics = ['bg-accent', 'bg-danger', 'bg-ok', 'bg-warn', 'bg-error', 'bg-busy', 'bg-idle', 'bg-line', 'bg-line-strong']
const series = [
  'bg-series-1',
  'bg-series-2',
  'bg-series-3',
  'bg-series-4',
  'bg-series-5',
  'bg-series-6',
  'bg-series-7',
  'bg-series-8',
]
const text = [
  'text-ink',
  'text-muted',
  'text-faint',
  'text-accent-text',
  'text-ok-text',
  'text-warn-text',
  'text-error-text',
  'text-busy-text',
]

/** Colours and type. */
export function Tokens() {
  return (
    <Part title="Tokens">
      <Show name="Colours" column>
        {[surfaces, graphics, series].map((names) => (
          <ul key={names[0]} className="grid grid-cols-3 gap-2 sm:grid-cols-6">
            {names.map((name) => (
              <li key={name} className="text-2xs text-muted">
                <span className={clsx('mb-1 block h-8 rounded-md border border-line', name)} />
                {name.slice(3)}
              </li>
            ))}
          </ul>
        ))}
      </Show>
      <Show name="Text" column>
        <p className="flex flex-wrap gap-x-4 gap-y-1">
          {text.map((name) => (
            <span key={name} className={name}>
              {name.slice(5)}
            </span>
          ))}
        </p>
        <p className="text-2xl tracking-tight">24 px, for a figure that stands alone</p>
        <p className="text-xl">19 px, the title of a page</p>
        <p className="text-lg">16 px, the title of a dialog</p>
        <p className="text-base">14 px, headings</p>
        <p className="text-sm">13 px, everything</p>
        <p className="text-xs text-muted">12 px, hints and heads of tables</p>
        <p className="font-mono text-xs">12 px mono: 0123456789 abcdef il1 O0</p>
      </Show>
    </Part>
  )
}
