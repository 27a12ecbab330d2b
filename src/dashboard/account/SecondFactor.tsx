import { useQuery } from '@tanstack/react-query'
import { Smartphone } from 'lucide-react'
import { ApiFailure } from '#client/http.ts'
import { sentence } from '#dashboard/shared/errors.ts'
import { Field } from '#ui/Field.tsx'
import { Input } from '#ui/Input.tsx'
import { ofAccount } from './queries.ts'

/** Whether a refusal is about the second factor, beside whose code it is then shown. */
export const isAboutCode = (error: Error | null): boolean => error instanceof ApiFailure && error.id === 'two_factor'

/** A code as `call` takes it; none where none was typed. */
export const codeOf = (typed: string): { readonly code?: string } => (typed.trim() === '' ? {} : { code: typed.trim() })

interface SecondFactorProps {
  code: string
  onChange: (code: string) => void
  error: Error | null
}

/** Asks for the code, beside what it protects; there is nothing to see for who has no second factor. */
export function SecondFactor({ code, onChange, error }: SecondFactorProps) {
  const { data } = useQuery(ofAccount.twoFactor())
  if (!data?.enabled) return null
  return (
    <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
      <Field
        label="Two-factor code"
        error={error && isAboutCode(error) ? sentence(error) : undefined}
        className="max-w-xs flex-1 basis-48"
      >
        <Input
          code
          inputMode="numeric"
          autoComplete="one-time-code"
          value={code}
          onChange={(event) => onChange(event.target.value)}
        />
      </Field>
      <Authenticator code={data.simulated_code} />
    </div>
  )
}

/** The simulated device: no real one goes by the simulated clock. */
export function Authenticator({ code }: { code: string | null }) {
  if (code === null) return null
  return (
    <p className="flex items-center gap-2 rounded-md border border-line bg-sunken px-3 py-2 text-xs text-muted sm:mt-5">
      <Smartphone size={14} aria-hidden />
      Your simulated authenticator shows <output className="font-mono text-sm text-ink">{code}</output>
    </p>
  )
}
