import { Compass } from 'lucide-react'
import { paths } from '#dashboard/shared/paths.ts'
import { EmptyState } from '#ui/EmptyState.tsx'
import { Kbd } from '#ui/Kbd.tsx'
import { LinkButton } from '#ui/LinkButton.tsx'
import { useRef, type FormEvent } from 'react'
import { useNavigate } from 'react-router'
import { Button } from '#ui/Button.tsx'

/** There is nothing at this address: look for it, or go home. */
export function NotFound({ what = 'There is nothing at this address', children }: { what?: string; children?: string }) {
  const navigate = useNavigate()
  const field = useRef<HTMLInputElement>(null)
  const search = (event: FormEvent) => {
    event.preventDefault()
    void navigate({ pathname: '/apps', search: `${new URLSearchParams({ q: field.current?.value ?? '' })}` })
  }
  return (
    <>
      <title>Not found – Dynorama</title>
      <EmptyState whole title={what} icon={<Compass size={18} />} className="pt-20!">
        <p>{children ?? 'It may have been renamed or deleted, or the address is mistyped.'}</p>
        <form onSubmit={search} role="search" className="mx-auto mt-5 flex max-w-xs gap-2 text-left">
          <input ref={field} type="search" aria-label="Search apps" placeholder="Search apps…" className="field-box" />
          <Button type="submit" className="h-auto!">
            Search
          </Button>
        </form>
        <p className="mt-5">
          <LinkButton variant="primary" to={paths.apps()}>
            All apps
          </LinkButton>
        </p>
        <p className="mt-4 text-xs text-faint">
          <Kbd keys="mod+k" /> finds pages and actions too.
        </p>
      </EmptyState>
    </>
  )
}
