import { useQuery } from '@tanstack/react-query'
import { DynoSquares } from '#dashboard/app/DynoSquares.tsx'
import { of } from '#dashboard/app/queries.ts'
import { useApp } from '#dashboard/app/useApp.ts'
import { inOrder } from '#dashboard/dynos/order.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { Link } from '#ui/Link.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Part } from './Part.tsx'

/** The process types with their dynos and commands. */
export function FormationCard() {
  const { name } = useApp()
  const { data: formation } = useQuery(of.formation(name))
  const { data: dynos = [] } = useQuery(of.dynos(name))
  return (
    <Part title="Dynos" more={<Link to={paths.resources(name)}>Scale</Link>}>
      {formation ? (
        <ul>
          {inOrder(formation).map(({ type, command, quantity, size }) => (
            <li
              key={type}
              className="grid grid-cols-[6rem_minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 border-b border-line px-4 last:border-b-0 py-2.5"
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
    </Part>
  )
}
