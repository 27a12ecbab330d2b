import { Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Shown } from '#dashboard/app/shown.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { ConfirmButton } from './ConfirmButton.tsx'

interface EndSectionProps {
  /** 'Delete the app' */
  title: string
  /** What goes with it, and what does not. */
  about: string
  /** 'Delete storefront' */
  label: string
  icon?: ReactNode
  /** Why it cannot be ended. */
  reason: string | null
  /** What must be typed first. */
  name?: string
  /** 'Delete app' */
  action: string
  /** What is said when it is asked whether to. */
  children: ReactNode
  run: () => Promise<unknown>
  /** 'storefront was deleted' */
  said: string
  /** Goes elsewhere: the page is about nothing any more. */
  done: () => unknown
  calls: readonly Shown[]
}

/** The last part of a page of settings: the end of what they are of. */
export function EndSection({ title, about, label, icon = <Trash2 size={14} />, calls, ...rest }: EndSectionProps) {
  return (
    <Section title={title}>
      <Card className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <p className="max-w-prose text-muted">{about}</p>
        <span className="flex items-center gap-1">
          <ShowAs what={title} calls={calls} />
          <ConfirmButton wide danger label={label} icon={icon} title={`${label}?`} {...rest} />
        </span>
      </Card>
    </Section>
  )
}
