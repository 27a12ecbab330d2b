import { useId, type ReactNode } from 'react'
import { Card } from '#ui/Card.tsx'

/** A card of the overview: its heading, a link to more, and what it says. */
export function Part({ title, more, children }: { title: string; more?: ReactNode; children: ReactNode }) {
  const id = useId()
  return (
    <Card flush>
      <section aria-labelledby={id}>
        <div className="flex min-h-10 items-center justify-between gap-3 border-b border-line px-4">
          <h2 id={id} className="text-sm">
            {title}
          </h2>
          <span className="text-xs">{more}</span>
        </div>
        {children}
      </section>
    </Card>
  )
}
