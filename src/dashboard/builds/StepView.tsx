import { clsx } from 'clsx'
import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { formatDuration } from '#ui/format.ts'
import { AnsiText } from '#ui/log/AnsiText.tsx'
import { StatusIcon } from '#ui/Status.tsx'
import { unindent, type BuildStep } from './steps.ts'

interface StepViewProps {
  step: BuildStep
  next: BuildStep | undefined
  /** When each line of the output was seen. */
  seen: readonly (number | null)[]
  running: boolean
  last: boolean
  /** As a button for all steps says; unset each step opens by itself. */
  open: boolean | undefined
}

/** A step of a build: what is under way and what failed stands open, the rest is folded until somebody opens it. */
export function StepView({ step, next, seen, running, last, open }: StepViewProps) {
  // Null while nobody has touched it: it then opens and folds with the build.
  const [chosen, setChosen] = useState<boolean | null>(open ?? null)
  const shows = chosen ?? (running || step.failed || (last && step.lines.length > 0))
  const tone = step.failed ? 'error' : running ? 'busy' : step.warned ? 'warn' : 'ok'
  const [from, to] = [seen[step.first], next && seen[next.first]]
  const empty = step.lines.length === 0
  const head = (
    <>
      <StatusIcon tone={tone} />
      <span className="min-w-0 flex-1 truncate font-mono text-xs">{step.title || 'Output'}</span>
      {typeof from === 'number' && typeof to === 'number' && to - from >= 100 && (
        <span className="text-xs text-faint tabular-nums">{formatDuration(to - from)}</span>
      )}
    </>
  )
  if (empty) return <li className="flex min-h-7 items-center gap-2 py-1 pr-4 pl-9">{head}</li>
  return (
    <li>
      <details
        open={shows}
        data-error={step.failed || undefined}
        onToggle={(event) => event.currentTarget.open !== shows && setChosen(event.currentTarget.open)}
        className="group/step"
      >
        <summary className="flex min-h-7 items-center gap-2 py-1 pr-4 pl-4 hover:bg-hover coarse:min-h-11 [&::-webkit-details-marker]:hidden">
          <ChevronRight size={12} aria-hidden className="shrink-0 text-muted transition-transform group-open/step:rotate-90" />
          {head}
        </summary>
        <pre
          tabIndex={0}
          role="region"
          aria-label={step.title || 'Output'}
          className="overflow-x-auto border-l border-line py-1 pr-4 pl-4 font-mono text-xs whitespace-pre-wrap ml-[1.4rem]"
        >
          {step.lines.map((line, index) => (
            <span
              key={index}
              className={clsx('block min-h-[1lh]', line.startsWith(' !') && (step.failed ? 'text-error-text' : 'text-warn-text'))}
            >
              <AnsiText text={unindent(line)} />
            </span>
          ))}
        </pre>
      </details>
    </li>
  )
}
