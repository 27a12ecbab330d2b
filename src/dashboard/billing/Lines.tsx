import { paths } from '#dashboard/shared/paths.ts'
import type { Line } from '#platform/billing/contract.ts'
import { Link } from '#ui/Link.tsx'
import { Money } from '#ui/Money.tsx'
import { Num } from '#ui/Num.tsx'
import { Table, Td, Th, Tr } from '#ui/Table.tsx'
import { useMore } from '#ui/useMore.tsx'
import { byApp, type Group } from './words.ts'

/** What was paid for, by app. */
export function Lines({ lines }: { lines: readonly Line[] }) {
  const [groups, more] = useMore(byApp(lines))
  return (
    <>
      <Table label="What it is made up of">
        <thead>
          <tr>
            <Th>What</Th>
            <Th className="max-sm:hidden">Size or plan</Th>
            <Th numeric>Hours</Th>
            <Th numeric className="max-sm:hidden">
              A month
            </Th>
            <Th numeric>Cost</Th>
          </tr>
        </thead>
        {groups.map((group) => (
          <AppLines key={group.app?.id ?? ''} {...group} />
        ))}
      </Table>
      {more}
    </>
  )
}

function AppLines({ app, lines, cents }: Group) {
  return (
    <tbody>
      <tr className="border-b border-line bg-sunken/60">
        <th scope="rowgroup" colSpan={2} className="px-3 py-2 font-medium">
          {app === null ? (
            'All Eco apps'
          ) : app.gone ? (
            <>
              {app.name} <span className="text-xs font-normal text-muted">deleted</span>
            </>
          ) : (
            <Link look="quiet" to={paths.app(app.name)}>
              {app.name}
            </Link>
          )}
        </th>
        <Td className="max-sm:hidden" />
        <Td className="max-sm:hidden" />
        <Td numeric className="font-medium">
          <Money cents={cents} exact />
        </Td>
      </tr>
      {lines.map(({ kind, name, what, hours, monthly_cents: price, cents: cost }) => (
        <Tr key={`${kind} ${name} ${what}`}>
          <Td className="min-w-36 pl-6! wrap-break-word">
            {kind === 'addon' && app?.gone === false ? <Link to={paths.addon(name)}>{name}</Link> : name}
            <span className="block text-xs text-muted sm:hidden">{what}</span>
          </Td>
          <Td className="text-muted max-sm:hidden">{what}</Td>
          <Td numeric>
            <Num value={hours} digits={1} />
          </Td>
          <Td numeric className="text-muted max-sm:hidden">
            {what === 'Eco' ? 'in the plan' : <Money cents={price} />}
          </Td>
          <Td numeric>
            <Money cents={cost} exact />
          </Td>
        </Tr>
      ))}
    </tbody>
  )
}
