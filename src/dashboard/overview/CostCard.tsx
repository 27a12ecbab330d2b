import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { catalog, of } from '#dashboard/app/queries.ts'
import { useApp, useWhyNot } from '#dashboard/app/useApp.ts'
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
  const hidden = useWhyNot()('addons.read')
  const { data: addons } = useQuery({ ...of.addons(name), enabled: hidden === null })
  const billed = (addons ?? []).filter(({ app }) => app.name === name)
  const addonCents = billed.reduce((sum, { billed_price: price }) => sum + (price?.cents ?? 0), 0)
  const running = inOrder(formation ?? []).filter(({ quantity }) => quantity > 0)
  const eco = running.some(({ size }) => family(size) === 'eco')
  return (
    <Part title="Cost" more={<Link to={paths.resources(name)}>Resources</Link>}>
      {!formation || !sizes || (!addons && hidden === null) ? (
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
            {billed.map((addon) => (
              <Line
                key={addon.id}
                name={<Link to={paths.addon(addon.name)}>{addon.addon_service.name.replace(/^heroku-/, '')}</Link>}
                what={addon.plan.name.split(':')[1] ?? ''}
              >
                <Money cents={addon.billed_price?.cents ?? 0} />
              </Line>
            ))}
            {billed.length === 0 && (
              <Line name="Add-ons" what={hidden === null ? 'none' : 'not for you to see'}>
                {hidden === null && <Money cents={0} />}
              </Line>
            )}
          </tbody>
          <tfoot>
            <tr className="border-t border-line">
              <th scope="row" colSpan={2} className="px-4 py-2 font-medium">
                Estimated total
              </th>
              <td className="px-4 py-2 text-right font-medium">
                <Money cents={costOf(sizes, running) + (eco ? ECO_CENTS : 0) + addonCents} per="month" />
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
    <tr className="align-baseline">
      <th scope="row" className="py-1.5 pr-2 pl-4 font-normal">
        {name}
      </th>
      <td className="py-1.5 pr-2 text-xs text-muted">{what}</td>
      <td className="py-1.5 pr-4 text-right">{children}</td>
    </tr>
  )
}
