/** A step of a query plan, with those whose rows it takes. */
export interface PlanNode {
  /** 'Seq Scan on orders o' */
  readonly title: string
  /** What it is for, where it is not simply the one above that takes its rows: 'InitPlan 1'. */
  readonly role: string | null
  readonly cost: number
  /** How many rows the planner expected. */
  readonly planned: number
  /** What happened; null where it was only planned. */
  readonly actual: Actual | null
  /** ms spent in this step and in none below it; null where it was not timed. */
  readonly selfMs: number | null
  /** 'Filter: (total > 10)' */
  readonly details: readonly string[]
  readonly children: readonly PlanNode[]
}

interface Actual {
  /** In all loops. */
  readonly ms: number | null
  /** A loop. */
  readonly rows: number
  /** 0: it was never needed. */
  readonly loops: number
}

export interface Plan {
  readonly root: PlanNode
  /** 'Planning Time: 0.1 ms' */
  readonly notes: readonly string[]
  /** ms of the whole; null where it was only planned. */
  readonly ms: number | null
}

const NODE =
  /^(.*?) {2}\(cost=[\d.]+\.\.([\d.]+) rows=(\d+) width=\d+\)(?: \(actual (?:time=[\d.]+\.\.([\d.]+) )?rows=([\d.]+) loops=(\d+)\)| (\(never executed\)))?$/

interface Draft extends Omit<PlanNode, 'children' | 'selfMs' | 'details'> {
  readonly indent: number
  readonly details: string[]
  readonly children: Draft[]
}

/** Reads what EXPLAIN writes as text. Null for anything else. */
export function readPlan(lines: readonly string[]): Plan | null {
  const notes: string[] = []
  const path: Draft[] = []
  let root: Draft | null = null
  let role: string | null = null
  for (const line of lines) {
    const indent = line.length - line.trimStart().length
    const text = line.trim().replace(/^-> {2}/, '')
    const node = nodeOf(text, indent, role)
    if (node) {
      role = null
      // A step stands further to the right than the one that takes its rows.
      while (path.length > 0 && (path.at(-1)?.indent ?? 0) >= indent) path.pop()
      const parent = path.at(-1)
      if (parent) parent.children.push(node)
      else root ??= node
      path.push(node)
    } else if (indent === 0) {
      notes.push(text)
      path.length = 0
    } else if (/^(InitPlan|SubPlan|CTE) \S+/.test(text)) role = text
    else path.findLast((each) => each.indent < indent)?.details.push(text)
  }
  if (!root) return null
  const done = finish(root)
  return { root: done, notes: notes.filter((note) => !/^Planning:$/.test(note)), ms: done.actual?.ms ?? null }
}

function nodeOf(text: string, indent: number, role: string | null): Draft | null {
  const [, title, cost, planned, time, rows, loops, never] = NODE.exec(text) ?? []
  if (title === undefined) return null
  const times = Number(loops)
  return {
    indent,
    title,
    role,
    cost: Number(cost),
    planned: Number(planned),
    actual: never
      ? { ms: null, rows: 0, loops: 0 }
      : rows === undefined
        ? null
        : { ms: time === undefined ? null : Number(time) * times, rows: Number(rows), loops: times },
    details: [],
    children: [],
  }
}

function finish({ title, role, cost, planned, actual, details, children }: Draft): PlanNode {
  const below = children.map(finish)
  const ms = actual?.ms ?? null
  const theirs = below.reduce((sum, child) => sum + (child.actual?.ms ?? 0), 0)
  const selfMs = ms === null ? null : Math.max(0, ms - theirs)
  return { title, role, cost, planned, actual, details, selfMs, children: below }
}

/** How far the planner was off: 10 is ten times too few or too many. 1 where nothing was counted. */
export function misjudged({ planned, actual }: PlanNode): number {
  if (!actual || actual.loops === 0) return 1
  const [less, more] = [Math.min(planned, actual.rows), Math.max(planned, actual.rows)]
  return Math.max(1, more) / Math.max(1, less)
}
