import { Check } from 'lucide-react'
import { Fragment } from 'react'
import type { Rule } from '#platform/control/contract.ts'
import { Table, Td, Th, Tr } from '#ui/Table.tsx'

interface RuleTableProps {
  label: string
  rules: readonly Rule[]
  /** The groups of rows, by what their actions are on. */
  parts: readonly { readonly on: Rule['on']; readonly title: string }[]
  columns: readonly { readonly title: string; readonly may: (rule: Rule) => boolean }[]
}

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)

/** Actions by those who may do them. */
export function RuleTable({ label, rules, parts, columns }: RuleTableProps) {
  return (
    <Table label={label} dense>
      <thead>
        <tr>
          <Th className="max-sm:sticky max-sm:left-0 max-sm:bg-surface">Action</Th>
          {columns.map(({ title }) => (
            <Th key={title} className="text-center">
              {title}
            </Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {parts.map(({ on, title }) => (
          <Fragment key={on}>
            <tr>
              <th
                scope="rowgroup"
                colSpan={1 + columns.length}
                className="border-b border-line bg-sunken px-3 py-1.5 text-left text-xs font-medium text-muted"
              >
                {title}
              </th>
            </tr>
            {rules
              .filter((rule) => rule.on === on)
              .map((rule) => (
                <Tr key={rule.action}>
                  <th
                    scope="row"
                    className="px-3 text-left font-normal whitespace-nowrap max-sm:sticky max-sm:left-0 max-sm:min-w-36 max-sm:bg-surface max-sm:py-1 max-sm:whitespace-normal"
                  >
                    {capital(rule.what)}
                  </th>
                  {columns.map((column) => (
                    <Mark key={column.title} may={column.may(rule)} />
                  ))}
                </Tr>
              ))}
          </Fragment>
        ))}
      </tbody>
    </Table>
  )
}

/** May or may not, for the eye and for the ear. */
export function Mark({ may }: { may: boolean }) {
  return (
    <Td className="text-center">
      {may ? <Check size={14} aria-hidden className="mx-auto text-ok" /> : <span aria-hidden>–</span>}
      <span className="sr-only">{may ? 'may' : 'may not'}</span>
    </Td>
  )
}
