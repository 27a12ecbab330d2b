import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { Section } from '#ui/Card.tsx'

/** A chapter of the gallery, with an anchor of its name. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Section id={title.toLowerCase()} title={title} className="scroll-mt-4">
      <div className="grid grid-cols-1 gap-6">{children}</div>
    </Section>
  )
}

/** One component: its name and its states beside each other. */
export function Show({ name, column, children }: { name: string; column?: boolean; children: ReactNode }) {
  return (
    <Section
      id={name.toLowerCase().replaceAll(/\W+/g, '-')}
      level={3}
      title={<span className="font-normal text-muted">{name}</span>}
    >
      <div
        className={clsx(
          'rounded-lg border border-line bg-surface p-4',
          column ? 'grid grid-cols-1 gap-4' : 'flex flex-wrap items-center gap-3',
        )}
      >
        {children}
      </div>
    </Section>
  )
}
