import { useQuery } from '@tanstack/react-query'
import { DynoSquares } from '#dashboard/app/DynoSquares.tsx'
import { catalog, of } from '#dashboard/app/queries.ts'
import { useApp } from '#dashboard/app/useApp.ts'
import { costOf } from '#dashboard/dynos/draft.ts'
import { inOrder } from '#dashboard/dynos/order.ts'
import { family } from '#dashboard/dynos/sizes.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { Link } from '#ui/Link.tsx'
import { Money } from '#ui/Money.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Part } from './Part.tsx'

/** The process types with their dynos, and the price of all. */
export function FormationCard() {
  const { name } = useApp()
  const { data: formation } = useQuery(of.formation(name))
  const { data: dynos = [] } = useQuery(of.dynos(name))
  const { data: sizes = [] } = useQuery(catalog.sizes())
  const eco = formation?.some(({ size, quantity }) => quantity > 0 && family(size) === 'eco')
  return (
    <Part title="Dynos" more={<Link to={paths.resources(name)}>Scale</Link>}>
      {formation ? (
        <ul>
          {inOrder(formation).map(({ type, command, quantity, size }) => (
            <li
              key={type}
              className="grid grid-cols-[6rem_minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 border-b border-line px-4 py-2.5"
            >
              <span className="truncate font-mono font-medium">{type}</span>
              {quantity > 0 ? (
                <DynoSquares dynos={dynos.filter((dyno) => dyno.type === type)} wanted={quantity} />
              ) : (
                <span className="text-faint">scaled to zero</span>
              )}
              <span className="text-right text-muted">
                {quantity > 0 && `${quantity} × `}
                {size}
              </span>
              <code className="col-span-3 truncate font-mono text-xs text-faint sm:col-span-2 sm:col-start-2">{command}</code>
            </li>
          ))}
        </ul>
      ) : (
        <Skeleton lines={3} className="p-4" />
      )}
      <p className="flex items-baseline justify-between gap-4 px-4 py-2.5 text-muted">
        <span>Estimated cost{eco && ', with the $5 a month that all Eco apps share'}</span>
        <Money cents={costOf(sizes, formation ?? []) + (eco ? 500 : 0)} per="month" className="font-medium text-ink" />
      </p>
    </Part>
  )
}
