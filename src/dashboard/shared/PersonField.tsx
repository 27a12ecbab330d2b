import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { catalog } from '#dashboard/app/queries.ts'
import type { Person } from '#platform/control/contract.ts'
import { Field } from '#ui/Field.tsx'
import { Input } from '#ui/Input.tsx'

interface PersonFieldProps {
  label: string
  /** An e-mail address, as it is typed. */
  value: string
  onChange: (email: string) => void
  error: string | false | null | undefined
  readOnly: boolean
  /** Whom of this world it offers. */
  offers: (person: Person) => boolean
}

/** Names a person by e-mail: one of this world, who are offered, or anybody else. */
export function PersonField({ label, value, onChange, error, readOnly, offers }: PersonFieldProps) {
  const listId = useId()
  const { data: people = [] } = useQuery(catalog.people())
  return (
    <>
      <Field label={label} error={error} className="min-w-56 flex-1 sm:max-w-sm">
        <Input
          type="email"
          list={listId}
          placeholder="name@example.com"
          value={value}
          readOnly={readOnly}
          onChange={(event) => onChange(event.target.value)}
        />
      </Field>
      <datalist id={listId}>
        {people.filter(offers).map((each) => (
          <option key={each.id} value={each.email}>
            {each.name}
          </option>
        ))}
      </datalist>
    </>
  )
}
