import { useQuery } from '@tanstack/react-query'
import { clsx } from 'clsx'
import { ChevronsDownUp, ChevronsUpDown, OctagonAlert } from 'lucide-react'
import { use, useRef, useState } from 'react'
import { useParams } from 'react-router'
import { of } from '#dashboard/app/queries.ts'
import { useSearch } from '#dashboard/shared/useSearch.ts'
import type { Build } from '#platform/builds/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { ClockContext } from '#ui/clock.ts'
import { CopyButton } from '#ui/CopyButton.tsx'
import { ErrorState } from '#ui/ErrorState.tsx'
import { IconButton } from '#ui/IconButton.tsx'
import { AnsiText } from '#ui/log/AnsiText.tsx'
import { Segmented } from '#ui/Segmented.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { StepView } from './StepView.tsx'
import { foldSteps } from './steps.ts'
import { useOutput } from './useOutput.ts'

const views = [
  { value: 'steps', label: 'Steps' },
  { value: 'raw', label: 'Raw' },
] as const

/** What a build prints, as steps that fold or as it is, while it prints it. */
export function BuildOutput({ build }: { build: Build }) {
  const clock = use(ClockContext)
  const [attempt, setAttempt] = useState(0)
  // A build that ends says its last lines differently (the release's number), so it is read once more.
  const output = useOutput(build.output_stream_url, clock.now, attempt)
  const [search, change] = useSearch()
  const view = search.get('view') === 'raw' ? 'raw' : 'steps'
  const [all, setAll] = useState<{ open: boolean; turn: number } | null>(null)
  const box = useRef<HTMLDivElement>(null)
  const steps = foldSteps(output.lines)
  // Of a build that is over the platform knows when it printed what; while it runs one sees it.
  const { app } = useParams()
  const times = useQuery({ ...of.lines(app ?? '', build.id), enabled: build.status !== 'pending' && app !== undefined }).data
  const text = output.lines.join('\n')
  const failed = build.status === 'failed'
  const toError = () => {
    const found = box.current?.querySelector('[data-error]')
    if (found instanceof HTMLDetailsElement) found.open = true
    found?.scrollIntoView({ block: 'center' })
    if (found instanceof HTMLElement) (found.querySelector('summary') ?? found).focus()
  }
  return (
    <Card flush>
      <div className="flex flex-wrap items-center justify-between gap-2 border-b border-line py-1.5 pr-1.5 pl-4">
        <h3 className="text-sm">Output</h3>
        <div className="flex items-center gap-1.5">
          {failed && steps.some((step) => step.failed) && (
            <Button size="sm" icon={<OctagonAlert size={14} />} onClick={toError}>
              Jump to the error
            </Button>
          )}
          {view === 'steps' && (
            <IconButton
              size="sm"
              label={all?.open ? 'Fold all steps' : 'Open all steps'}
              icon={all?.open ? <ChevronsDownUp size={14} /> : <ChevronsUpDown size={14} />}
              onClick={() => setAll({ open: !all?.open, turn: (all?.turn ?? 0) + 1 })}
            />
          )}
          <CopyButton text={text} label="Copy output" />
          <Segmented
            label="View"
            options={views}
            value={view}
            onChange={(next) => change(() => new URLSearchParams(next === 'raw' ? { view: 'raw' } : {}))}
          />
        </div>
      </div>
      {output.problem !== null && <ErrorState message={output.problem} retry={() => setAttempt(attempt + 1)} />}
      {output.problem === null &&
        output.lines.length === 0 &&
        (output.done ? <p className="p-4 text-muted">It printed nothing.</p> : <Skeleton lines={6} className="p-4" />)}
      <div ref={box}>
        {output.lines.length === 0 ? null : view === 'steps' ? (
          <ol aria-label="Steps" className="py-1">
            {steps.map((step, index) => (
              <StepView
                key={`${step.first} ${all?.turn ?? 0}`}
                step={step}
                seen={times ?? output.seen}
                next={steps[index + 1]}
                running={build.status === 'pending' && index === steps.length - 1}
                last={index === steps.length - 1}
                open={all?.open}
              />
            ))}
          </ol>
        ) : (
          <pre
            tabIndex={0}
            role="region"
            aria-label="Build output"
            className={clsx('max-h-[70vh] overflow-auto p-4 font-mono text-xs')}
          >
            <AnsiText text={text} />
          </pre>
        )}
      </div>
    </Card>
  )
}
