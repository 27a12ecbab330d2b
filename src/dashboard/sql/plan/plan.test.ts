import { describe, expect, it } from 'vitest'
import { misjudged, readPlan, type PlanNode } from './plan.ts'

const JOIN = `Sort  (cost=100.20..100.30 rows=5 width=40) (actual time=12.000..12.500 rows=5.00 loops=1)
  Sort Key: (count(*)) DESC
  Sort Method: quicksort  Memory: 25kB
  InitPlan 1
    ->  Limit  (cost=0.00..0.02 rows=1 width=4) (actual time=0.010..0.010 rows=1.00 loops=1)
          ->  Seq Scan on a  (cost=0.00..35.50 rows=2550 width=4) (actual time=0.005..0.005 rows=1.00 loops=1)
  ->  Nested Loop  (cost=0.29..99.00 rows=5 width=8) (actual time=0.050..11.000 rows=4000.00 loops=1)
        ->  Seq Scan on orders o  (cost=0.00..80.00 rows=4000 width=16) (actual time=0.010..2.000 rows=4000.00 loops=1)
              Filter: (placed_at > now())
              Rows Removed by Filter: 12
        ->  Index Only Scan using customers_pkey on customers c  (cost=0.28..0.30 rows=1 width=8) (actual time=0.001..0.002 rows=1.00 loops=4000)
              Index Cond: (id = o.customer_id)
  ->  Result  (cost=0.00..0.01 rows=1 width=4) (never executed)
Planning:
  Buffers: shared hit=4
Planning Time: 0.300 ms
Execution Time: 12.700 ms`.split('\n')

const titles = (node: PlanNode, depth = 0): string[] => [
  `${'  '.repeat(depth)}${node.role ? `${node.role}: ` : ''}${node.title}`,
  ...node.children.flatMap((child) => titles(child, depth + 1)),
]

describe('a plan', () => {
  it('is read as a tree, with what was timed in each step alone', () => {
    const plan = readPlan(JOIN)
    if (!plan) throw new Error('not read')
    expect(titles(plan.root)).toEqual([
      'Sort',
      '  InitPlan 1: Limit',
      '    Seq Scan on a',
      '  Nested Loop',
      '    Seq Scan on orders o',
      '    Index Only Scan using customers_pkey on customers c',
      '  Result',
    ])
    const [, loop, never] = plan.root.children
    expect(plan).toMatchObject({ ms: 12.5, notes: ['Planning Time: 0.300 ms', 'Execution Time: 12.700 ms'] })
    expect(plan.root.details).toEqual(['Sort Key: (count(*)) DESC', 'Sort Method: quicksort  Memory: 25kB'])
    expect(plan.root.selfMs).toBeCloseTo(1.49)
    expect(loop).toMatchObject({ selfMs: 1, actual: { rows: 4000, loops: 1 } })
    expect(loop?.children[1]).toMatchObject({
      actual: { ms: 8, rows: 1, loops: 4000 },
      details: ['Index Cond: (id = o.customer_id)'],
    })
    expect(never?.actual).toEqual({ ms: null, rows: 0, loops: 0 })
  })

  it('says how far the planner was off', () => {
    const [, loop, never] = readPlan(JOIN)?.root.children ?? []
    expect([loop, never].map((node) => node && misjudged(node))).toEqual([800, 1])
  })

  it('that was not run has no times', () => {
    const plan = readPlan(['Seq Scan on orders  (cost=0.00..77.00 rows=4000 width=40)'])
    expect(plan).toMatchObject({ ms: null, root: { planned: 4000, actual: null, selfMs: null } })
  })

  it('is not seen in what is none', () => {
    expect(readPlan(['[', '  { "Plan": {} }', ']'])).toBeNull()
    expect(readPlan([])).toBeNull()
  })
})
