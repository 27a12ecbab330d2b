import { clsx } from 'clsx'
import { Link } from 'react-router'

export interface Crumb {
  label: string
  to: string
}

/** The way from the top to this page. The last crumb is the page itself. */
export function Breadcrumbs({ crumbs, className }: { crumbs: readonly Crumb[]; className?: string }) {
  return (
    <nav aria-label="Breadcrumbs" className={clsx('min-w-0', className)}>
      <ol className="flex flex-wrap items-center text-muted">
        {crumbs.map(({ label, to }, index) => (
          <li key={to} className="flex min-w-0 items-center">
            {index > 0 && (
              <span aria-hidden className="px-0.5 text-faint">
                /
              </span>
            )}
            <Link
              to={to}
              aria-current={index === crumbs.length - 1 ? 'page' : undefined}
              className="max-w-48 truncate rounded-sm px-1 py-0.5 hover:bg-hover hover:text-ink aria-[current]:text-ink coarse:py-3"
            >
              {label}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  )
}
