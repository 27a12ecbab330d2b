import { hex } from '#kernel/random.ts'
import type { Account } from '#platform/account/model.ts'
import type { Dataclip } from '#platform/dataclips/model.ts'
import type { PlatformWorld } from '#platform/world.ts'

const HOUR = 3_600_000
const REVENUE = `select to_char(month, 'YYYY-MM') as month, orders, revenue
from revenue_by_month
where month >= date '2026-10-01' - interval '11 months'
order by month;`
// What the tables of the starting world give.
const GAVE = `2025-11,167,44170.37 2025-12,165,52432.99 2026-01,172,53032.82 2026-02,175,46610.60 2026-03,203,61607.36 2026-04,185,53336.49
2026-05,227,62969.04 2026-06,238,76203.18 2026-07,265,76356.67 2026-08,314,86112.20 2026-09,394,120320.05 2026-10,296,90568.76`
const BEST_SELLERS = `select p.name, sum(i.quantity) as sold, sum(i.quantity * i.unit_price) as revenue
from order_items i
join products p on p.id = i.product_id
join orders o on o.id = i.order_id
where o.status <> 'returned'
group by p.id
order by revenue desc
limit 20;`
const WAITING = `select id, customer_id, placed_at, current_date - placed_at::date as days
from orders
where status = 'paid'
order by placed_at;`
const BUSY_KEYS = `select a.name as account, a.plan, count(*) as requests, count(*) filter (where r.status >= 500) as errors
from requests r
join api_keys k on k.id = r.api_key_id
join accounts a on a.id = k.account_id
group by a.id
order by requests desc
limit 20;`

/** What people of the company ask their databases again and again. */
export function addDataclips(world: PlatformWorld, teamId: string, people: Readonly<Record<string, Account>>): void {
  const { addons, dataclips } = world.tables
  const add = (title: string, database: string, who: string, hoursAgo: number, sql: string, more: Partial<Dataclip> = {}) => {
    const [addon, owner] = [addons.first('name', database), people[who]]
    if (!addon || !owner) throw new Error(`no ${database} or ${who}`)
    const createdAt = world.now - hoursAgo * HOUR
    dataclips.insert({
      id: world.newId('dataclip'),
      ownerId: owner.id,
      title,
      addonId: addon.id,
      addonName: addon.name,
      versions: [{ number: 1, sql, authorId: owner.id, createdAt }],
      people: [],
      teams: [],
      link: null,
      result: null,
      createdAt,
      updatedAt: createdAt,
      ...more,
    })
  }
  const columns = [
    { name: 'month', type: 'text', numeric: false },
    { name: 'orders', type: 'bigint', numeric: true },
    { name: 'revenue', type: 'numeric', numeric: true },
  ]
  const rows = GAVE.split(/\s+/).map((row) => row.split(','))
  const lucia = people['lucia']?.id ?? ''
  const changed = world.now - 140 * HOUR
  add('Revenue by month', 'postgresql-curved-48213', 'lucia', 330, REVENUE, {
    versions: [
      { number: 1, sql: 'select * from revenue_by_month;', authorId: lucia, createdAt: world.now - 330 * HOUR },
      { number: 2, sql: REVENUE, authorId: lucia, createdAt: changed },
    ],
    teams: [teamId],
    link: { token: hex(32, world.seed, 'dataclip link', 'revenue'), byId: lucia, at: changed },
    result: { version: 2, ms: 21, columns, rows, count: rows.length, error: null, ranAt: changed + HOUR },
    updatedAt: changed,
  })
  add('Best sellers', 'postgresql-curved-48213', 'ada', 200, BEST_SELLERS)
  add('Paid and not shipped', 'postgresql-curved-48213', 'lucia', 96, WAITING, { people: [people['ada']?.id ?? ''] })
  add('Busiest API keys', 'postgresql-rugged-90256', 'jonas', 71, BUSY_KEYS, { teams: [teamId] })
}
