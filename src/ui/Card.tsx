import { clsx } from 'clsx'
import { useId, type ComponentProps, type ReactNode } from 'react'

export interface CardProps extends ComponentProps<'div'> {
  /** Without inner padding, for tables and lists that reach the edge. */
  flush?: boolean
}

/** A surface with a hairline. */
export function Card({ flush, className, ...rest }: CardProps) {
  return (
    <div
      {...rest}
      className={clsx(
        'relative rounded-lg border border-line bg-surface shadow-card',
        flush ? 'overflow-clip' : 'p-4',
        className,
      )}
    />
  )
}

export interface SectionProps extends Omit<ComponentProps<'section'>, 'title'> {
  title: ReactNode
  /** One sentence beneath the heading. */
  description?: ReactNode
  /** Buttons and links on the heading's line. */
  actions?: ReactNode
  level?: 2 | 3
}

/** A part of a page with its heading, named by it for assistive technology. */
export function Section({ title, description, actions, level = 2, className, children, ...rest }: SectionProps) {
  const headingId = useId()
  const Heading = `h${level}` as const
  return (
    <section {...rest} aria-labelledby={headingId} className={clsx('min-w-0', className)}>
      <div className="mb-2.5 flex flex-wrap items-end justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <Heading id={headingId} className={clsx(level === 2 ? 'text-base' : 'text-sm')}>
            {title}
          </Heading>
          {description && <p className="mt-0.5 max-w-[80ch] text-pretty text-muted">{description}</p>}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
      {children}
    </section>
  )
}
