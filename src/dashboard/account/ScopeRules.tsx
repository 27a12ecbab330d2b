import { useQuery } from '@tanstack/react-query'
import { RuleTable } from '#dashboard/access/RuleTable.tsx'
import { catalog } from '#dashboard/app/queries.ts'
import type { Rule } from '#platform/control/contract.ts'
import { judgeToken, SCOPES } from '#platform/permissions/contract.ts'
import { Card, Section } from '#ui/Card.tsx'
import { Disclosure } from '#ui/Disclosure.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { scopeNames } from './scope-words.ts'

const parts = [
  { on: 'account', title: 'With your account, which nobody else may do' },
  { on: 'team', title: 'With a team' },
  { on: 'app', title: 'With an app' },
  { on: 'pipeline', title: 'With a pipeline' },
] as const

const columns = scopeNames.map((name) => ({
  title: name,
  may: ({ scope }: Rule) => SCOPES.some((needed) => needed === scope && judgeToken([name], needed).allowed),
}))

/** The same table as that of roles, for what is done by a token. */
export function ScopeRules() {
  const { data } = useQuery(catalog.rules())
  return (
    <Section
      title="What a scope allows"
      description="Of what you may do yourself, a token does what its scopes let it. To list what an action changes, it is enough to read."
    >
      <Disclosure summary="Each action by scope">
        <Card flush>
          {data ? (
            <RuleTable label="What a scope allows" rules={data} parts={parts} columns={columns} />
          ) : (
            <Skeleton lines={12} className="p-4" />
          )}
        </Card>
      </Disclosure>
    </Section>
  )
}
