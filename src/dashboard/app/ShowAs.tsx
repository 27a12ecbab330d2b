import { SquareTerminal } from 'lucide-react'
import { LazyPopover } from '#dashboard/shared/lazy-overlay.tsx'
import { CommandSnippet } from '#ui/CommandSnippet.tsx'
import { IconButton } from '#ui/IconButton.tsx'
import { onOneLine, type Shown } from './shown.ts'

/** The same action as a command and as an API request, ready to be copied. */
export function ShowAs({ calls, what }: { calls: readonly Shown[]; what: string }) {
  return (
    <LazyPopover
      trigger={<IconButton size="sm" label={`Show as CLI or API: ${what}`} icon={<SquareTerminal size={14} />} />}
      title={what}
      align="end"
      className="w-[28rem]"
    >
      <div className="grid gap-3">
        {calls.map(({ cli, curl, title }) => (
          <div key={curl} className="grid gap-1.5">
            {title !== undefined && <h3 className="text-sm">{title}</h3>}
            {cli !== null && (
              <>
                <p className="text-xs text-muted">Command line</p>
                <CommandSnippet command={cli} />
              </>
            )}
            <p className="text-xs text-muted">{cli === null ? 'API; the command line has nothing for it' : 'API'}</p>
            <CommandSnippet command={onOneLine(curl)} />
          </div>
        ))}
      </div>
    </LazyPopover>
  )
}
