import { CircleHelp } from 'lucide-react'
import { LazyPopover } from '#dashboard/shared/lazy-overlay.tsx'
import { IconButton } from '#ui/IconButton.tsx'
import { keyNames, keys } from './keys.ts'

const forms = [
  ['timeout', 'lines with this word, large or small'],
  ['"could not"', 'words as they stand together'],
  ['/time(d )?out/', 'a regular expression'],
  ['-healthcheck', 'lines without it; goes before any term'],
  ['dyno:web.1,web.2', 'one of several values'],
  ['path:/api/*/items', '* stands for anything'],
  ['status:5xx', 'also 404, >=500, 400..499'],
] as const

/** How filters are written. */
export function QueryHelp() {
  return (
    <LazyPopover
      trigger={<IconButton label="How to write a filter" icon={<CircleHelp size={16} />} />}
      title="How to write a filter"
      align="end"
      className="w-96"
    >
      <p className="mb-2 text-xs text-muted">Terms are parted by spaces; a line has to fit them all.</p>
      <Rows rows={forms} />
      <p className="mt-3 mb-1 text-xs font-medium">Keys</p>
      <Rows rows={keyNames.map((key) => [`${key}:${keys[key].example}`, keys[key].about])} />
    </LazyPopover>
  )
}

function Rows({ rows }: { rows: readonly (readonly [string, string])[] }) {
  return (
    <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-3 gap-y-1 text-xs">
      {rows.map(([what, about]) => (
        <div key={what} className="contents">
          <dt className="font-mono">{what}</dt>
          <dd className="text-muted">{about}</dd>
        </div>
      ))}
    </dl>
  )
}
