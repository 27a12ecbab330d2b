import { Checkbox } from '#ui/Checkbox.tsx'
import { scopeNames, wordsOf } from './scope-words.ts'

interface ScopeChoiceProps {
  chosen: readonly string[]
  onChange: (chosen: (typeof scopeNames)[number][]) => void
  error?: string | false | undefined
}

/** What a token shall be good for. */
export function ScopeChoice({ chosen, onChange, error }: ScopeChoiceProps) {
  return (
    <fieldset className="min-w-0" aria-describedby={error ? 'no-scope' : undefined}>
      <legend className="mb-1 text-sm font-medium">Scopes</legend>
      <div className="grid gap-x-4 gap-y-1 sm:grid-cols-2">
        {scopeNames.map((name) => (
          <Checkbox
            key={name}
            label={<span className="font-mono text-xs">{name}</span>}
            hint={wordsOf(name)}
            checked={chosen.includes(name)}
            onChange={(event) =>
              onChange(scopeNames.filter((each) => (each === name ? event.target.checked : chosen.includes(each))))
            }
          />
        ))}
      </div>
      {error && (
        <p id="no-scope" className="mt-1 text-xs text-error-text">
          {error}
        </p>
      )}
    </fieldset>
  )
}
