import { clsx } from 'clsx'
import { ChevronRight } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'

/** Details that open beneath their summary. The browser's own element: found by its search, works without script. */
export function Disclosure({ summary, className, children, ...rest }: ComponentProps<'details'> & { summary: ReactNode }) {
  return (
    <details {...rest} className={clsx('group/details', className)}>
      <summary className="flex min-h-7 w-fit items-center gap-1 rounded-sm pr-1 font-medium text-muted hover:text-ink coarse:min-h-11 [&::-webkit-details-marker]:hidden">
        <ChevronRight size={14} aria-hidden className="shrink-0 transition-transform group-open/details:rotate-90" />
        {summary}
      </summary>
      <div className="pt-1.5 pl-4.5">{children}</div>
    </details>
  )
}
