import { useState } from 'react'
import { Button } from '#ui/Button.tsx'
import { Checkbox } from '#ui/Checkbox.tsx'
import { Combobox } from '#ui/Combobox.tsx'
import { Field } from '#ui/Field.tsx'
import { FormError } from '#ui/FormError.tsx'
import { Input, Textarea } from '#ui/Input.tsx'
import { NativeSelect } from '#ui/NativeSelect.tsx'
import { NumberField } from '#ui/NumberField.tsx'
import { RadioCards } from '#ui/RadioCards.tsx'
import { SearchInput } from '#ui/SearchInput.tsx'
import { Slider } from '#ui/Slider.tsx'
import { Switch } from '#ui/Switch.tsx'
import { Part, Show } from './Part.tsx'

const countries = [
  'Argentina',
  'Brazil',
  'Canada',
  'Denmark',
  'Estonia',
  'Finland',
  'Germany',
  'Hungary',
  'Iceland',
  'Japan',
  'Kenya',
  'Latvia',
].map((label) => ({ value: label.toLowerCase(), label }))

/** Everything that is filled in or chosen. */
export function Forms() {
  const [count, setCount] = useState(3)
  const [on, setOn] = useState(true)
  return (
    <Part title="Forms">
      <Show name="Field with Input, Textarea, NativeSelect" column>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Name" hint="Lower-case letters, digits and dashes.">
            <Input code defaultValue="storefront" />
          </Field>
          <Field label="Name" error="This name is taken. Try storefront-2.">
            <Input code defaultValue="storefront" />
          </Field>
          <Field label="Note" optional hint="Shown in the history.">
            <Input placeholder="What changes?" />
          </Field>
          <Field label="Plan">
            <NativeSelect defaultValue="standard">
              <option value="basic">Basic</option>
              <option value="standard">Standard</option>
            </NativeSelect>
          </Field>
          <Field label="Variables" optional>
            <Textarea code defaultValue={'PORT=3000\nNODE_ENV=production'} />
          </Field>
          <div className="grid content-start gap-4">
            <Field label="Address">
              <Input readOnly value="https://example.com" />
            </Field>
            <Field label="Region" optional>
              <Input disabled value="Europe" />
            </Field>
            <Field label="Stack">
              <NativeSelect value="heroku-24" reason="You need the operate permission to change the stack">
                <option>heroku-24</option>
              </NativeSelect>
            </Field>
          </div>
        </div>
      </Show>
      <Show name="Combobox, NumberField, SearchInput" column>
        <div className="grid gap-4 sm:grid-cols-3">
          <Field label="Country">
            <Combobox options={countries} defaultValue="denmark" />
          </Field>
          <Field label="Instances" hint="0 to 100">
            <NumberField defaultValue={2} min={0} max={100} />
          </Field>
          <div className="flex items-end">
            <SearchInput label="Filter projects" className="w-full" />
          </div>
        </div>
      </Show>
      <Show name="Checkbox and Switch">
        <Checkbox label="Remember me" defaultChecked />
        <Checkbox label="Some of them" mixed />
        <Checkbox label="Off" hint="With a hint beneath." />
        <Checkbox label="Disabled" disabled />
        <Switch label="Maintenance" checked={on} onChange={(event) => setOn(event.target.checked)} />
        <Switch label="Off" hint="Takes effect at once." />
        <Switch label="Not allowed" reason="Only owners may switch this." />
        <Switch label="Switching" pending defaultChecked />
      </Show>
      <Show name="RadioCards" column>
        <RadioCards
          legend="Size"
          defaultValue="small"
          className="sm:grid-cols-3"
          cards={[
            { value: 'small', label: 'Small', description: '512 MB of memory, shared processor', aside: '$7' },
            { value: 'medium', label: 'Medium', description: '1 GB of memory, shared processor', aside: '$25' },
            {
              value: 'large',
              label: 'Large',
              description: '2.5 GB of memory, own processor',
              aside: '$250',
              reason: 'Not with this plan.',
            },
          ]}
        />
      </Show>
      <Show name="Slider" column>
        <Slider
          label="Instances"
          value={count}
          onChange={setCount}
          max={10}
          marks={[0, 5, 10].map((value) => ({ value, label: `${value}` }))}
          format={(value) => `${value} instances`}
          className="max-w-md"
        />
        <Slider label="Locked" value={4} onChange={() => {}} max={10} disabled className="max-w-md" />
      </Show>
      <Show name="FormError" column>
        <ErrorForm />
      </Show>
    </Part>
  )
}

function ErrorForm() {
  const [attempt, setAttempt] = useState(0)
  const failed = attempt > 0
  return (
    <form
      noValidate
      className="grid max-w-sm gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        setAttempt(attempt + 1)
      }}
    >
      <FormError attempt={attempt}>{failed && 'The project was not created.'}</FormError>
      <Field label="Title">
        <Input />
      </Field>
      <Field label="Owner" error={failed && 'Choose who owns it.'}>
        <Input />
      </Field>
      <div>
        <Button type="submit" variant="primary">
          Fail
        </Button>
      </div>
    </form>
  )
}
