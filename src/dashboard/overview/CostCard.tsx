import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { catalog, of } from '#dashboard/app/queries.ts'
import { useApp } from '#dashboard/app/useApp.ts'
import { costOf } from '#dashboard/dynos/draft.ts'
import { inOrder } from '#dashboard/dynos/order.ts'
import { family, monthlyCents } from '#dashboard/dynos/sizes.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { Link } from '#ui/Link.tsx'
import { Money } from '#ui/Money.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Part } from './Part.tsx'

/** What all Eco apps of an account share, cents a month (heroku-facts B.3). */
const ECO_CENTS = 500

/** What the app costs a month, and how that is made up. */
export function CostCard() {
  const { name } = useApp()
  const { data: formation } = useQuery(of.formation(name))
  const { data: sizes } = useQuery(catalog.sizes())
  const running = inOrder(formation ?? []).filter(({ quantity }) => quantity > 0)
  const eco = running.some(({ size }) => family(size) === 'eco')
  return (
    <Part title="Cost" more={<Link to={paths.resources(name)}>Resources</Link>}>
      {!formation || !sizes ? (
        <Skeleton lines={4} className="p-4" />
      ) : (
        <table className="w-full text-left">
          <caption className="sr-only">What the app costs a month</caption>
          <tbody>
            {running.map(({ type, quantity, size }) => (
              <Line key={type} name={<span className="font-mono text-xs">{type}</span>} what={`${quantity} × ${size}`}>
                <Money cents={monthlyCents(sizes, size, quantity)} />
              </Line>
            ))}
            {eco && (
              <Line name="Eco plan" what="for all Eco apps">
                <Money cents={ECO_CENTS} />
              </Line>
            )}
            <Line name="Add-ons" what="none">
              <Money cents={0} />
            </Line>
          </tbody>
          <tfoot>
            <tr className="border-t border-line">
              <th scope="row" colSpan={2} className="px-4 py-2 font-medium">
                Estimated total
              </th>
              <td className="px-4 py-2 text-right font-medium">
                <Money cents={costOf(sizes, running) + (eco ? ECO_CENTS : 0)} per="month" />
              </td>
            </tr>
          </tfoot>
        </table>
      )}
    </Part>
  )
}

function Line({ name, what, children }: { name: ReactNode; what: string; children: ReactNode }) {
  return (
    <tr>
      <th scope="row" className="py-1 pr-2 pl-4 font-normal first:pt-2">
        {name}
      </th>
      <td className="py-1 pr-2 text-xs text-muted">{what}</td>
      <td className="py-1 pr-4 text-right">{children}</td>
    </tr>
  )
}
