import { useId } from 'react'
import type { Preview } from '#platform/pipelines/contract.ts'
import { Checkbox } from '#ui/Checkbox.tsx'
import { Code } from '#ui/Code.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'
import { distance } from './words.ts'

/** So many commits are read before a promotion. */
const MOST = 8

interface TargetPreviewProps {
  preview: Preview
  /** Something is being deployed to it now. */
  deploying: boolean
  checked: boolean
  onChange: (checked: boolean) => void
}

/** What a promotion would bring to one app, and whether it shall be one of the targets. */
export function TargetPreview({ preview, deploying, checked, onChange }: TargetPreviewProps) {
  const { app, refused, release, config, release_command: command } = preview
  const reasonId = useId()
  return (
    <section aria-label={app.name} className="grid min-w-0 gap-2 rounded-lg border border-line p-3">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <Checkbox
          label={app.name}
          checked={checked}
          aria-disabled={refused !== null}
          aria-describedby={refused === null ? undefined : reasonId}
          onChange={(event) => refused === null && onChange(event.target.checked)}
        />
        <span className="text-xs text-muted">
          {release ? `runs v${release.version}, ${release.description}` : 'nothing has been deployed yet'}
        </span>
      </div>
      {refused !== null && (
        <p id={reasonId} className="text-xs text-error-text">
          {refused}
        </p>
      )}
      {deploying && (
        <p className="text-xs text-warn-text">Something is being deployed to it now: what is released last will run.</p>
      )}
      <Commits preview={preview} />
      {config && config.missing.length > 0 && (
        <p className="text-xs">
          <strong className="font-medium text-warn-text">Config vars that it does not have:</strong>{' '}
          <Keys keys={config.missing} />
        </p>
      )}
      {config && config.extra.length > 0 && (
        <p className="text-xs text-muted">
          Config vars that it alone has: <Keys keys={config.extra} />
        </p>
      )}
      {config === null && <p className="text-xs text-muted">Its config vars cannot be compared: you may not read them.</p>}
      {command !== null && (
        <p className="text-xs text-muted">
          Runs <Code>{command}</Code> first.
        </p>
      )}
    </section>
  )
}

const Keys = ({ keys }: { keys: readonly string[] }) => <span className="font-mono break-words">{keys.join(', ')}</span>

function Commits({ preview: { app, ahead, behind, commits } }: { preview: Preview }) {
  const words = distance({ app: app.name, ahead, behind })
  if (commits.length === 0) return <p className="text-xs text-muted">{words}</p>
  return (
    <div className="grid gap-1">
      <p className="text-xs font-medium">{words}</p>
      <ul aria-label={`Commits new to ${app.name}`} className="grid gap-0.5 text-xs">
        {commits.slice(0, MOST).map(({ sha, message, author, date }) => (
          <li key={sha} className="flex flex-wrap gap-x-2">
            <span className="font-mono text-muted">{sha.slice(0, 7)}</span>
            <span>{message}</span>
            <span className="text-muted">
              {author}, <TimeAgo time={date} />
            </span>
          </li>
        ))}
      </ul>
      {commits.length > MOST && <p className="text-xs text-muted">and {commits.length - MOST} earlier ones</p>}
    </div>
  )
}
