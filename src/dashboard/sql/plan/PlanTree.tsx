import { clsx } from 'clsx'
import { CodeBlock } from '#ui/CodeBlock.tsx'
import { Disclosure } from '#ui/Disclosure.tsx'
import { formatNumber } from '#ui/format.ts'
import { misjudged, type Plan, type PlanNode } from './plan.ts'

/** Off by so much, a wrong guess of the planner is worth seeing. */
const MISJUDGED = 10

const ms = (value: number) => `${formatNumber(value, { maximumFractionDigits: value < 10 ? 2 : 0 })}\u00a0ms`
const rows = (value: number) => `${formatNumber(Math.round(value))}\u00a0${Math.round(value) === 1 ? 'row' : 'rows'}`

/** A query plan as a tree: what each step took, and where the time went. */
export function PlanTree({ plan, text }: { plan: Plan; text: string }) {
  const { root, notes, ms: total } = plan
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3 p-3">
      <ul aria-label="Query plan" className="min-w-0">
        <Step node={root} total={total} />
      </ul>
      {notes.length > 0 && <p className="text-muted">{notes.join(', ')}</p>}
      <Disclosure summary="As text">
        <CodeBlock label="Query plan as text" code={text} />
      </Disclosure>
    </div>
  )
}

function Step({ node, total }: { node: PlanNode; total: number | null }) {
  const { title, role, actual, planned, selfMs, details, children } = node
  const share = total && selfMs !== null ? selfMs / total : null
  const off = misjudged(node)
  return (
    <li className="min-w-0">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 rounded-sm px-1.5 py-1 hover:bg-hover">
        <span className="min-w-48 flex-1 basis-64">
          {role && <span className="mr-1.5 text-xs text-muted">{role}</span>}
          <span className="font-mono text-xs font-medium break-words">{title}</span>
        </span>
        <span className="flex flex-wrap items-baseline gap-x-3 sm:flex-nowrap">
          {share !== null && <Heat share={share} />}
          <span className="text-xs tabular-nums sm:w-20 sm:text-right">
            {selfMs === null ? <span className="text-muted">{actual ? 'not timed' : 'not run'}</span> : ms(selfMs)}
          </span>
          <span className={clsx('text-xs tabular-nums sm:w-52', off >= MISJUDGED ? 'text-warn-text' : 'text-muted')}>
            {actual === null ? (
              `about ${rows(planned)}`
            ) : actual.loops === 0 ? (
              'never needed'
            ) : (
              <>
                {rows(actual.rows)}
                {actual.loops > 1 && ` × ${formatNumber(actual.loops)} loops`}
                {off >= MISJUDGED && ` (expected ${formatNumber(planned)})`}
              </>
            )}
          </span>
        </span>
      </div>
      {details.length > 0 && (
        <ul aria-label={`Details of ${title}`} className="pl-4.5 font-mono text-2xs text-muted">
          {details.map((detail) => (
            <li key={detail} className="break-words">
              {detail}
            </li>
          ))}
        </ul>
      )}
      {children.length > 0 && (
        <ul aria-label={`Rows for ${title} come from`} className="ml-2.5 border-l border-line pl-2 sm:pl-3">
          {children.map((child, nth) => (
            <Step key={`${nth} ${child.title}`} node={child} total={total} />
          ))}
        </ul>
      )}
    </li>
  )
}

/** How much of the whole time a step took by itself. */
function Heat({ share }: { share: number }) {
  const percent = Math.round(share * 100)
  return (
    <span className="flex w-28 items-center gap-2 text-xs text-muted tabular-nums">
      <span aria-hidden className="h-1.5 flex-1 overflow-hidden rounded-full bg-active">
        <span
          className={clsx('block h-full rounded-full', share > 0.5 ? 'bg-error' : share > 0.2 ? 'bg-warn' : 'bg-ok')}
          style={{ width: `${percent}%` }}
        />
      </span>
      <span className="w-9 text-right">
        {percent}%<span className="sr-only"> of the time</span>
      </span>
    </span>
  )
}
