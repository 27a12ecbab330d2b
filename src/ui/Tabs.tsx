import { Tabs as Base } from '@base-ui/react/tabs'
import { clsx } from 'clsx'
import type { ReactNode } from 'react'

export interface Tab {
  id: string
  label: ReactNode
  content: ReactNode
}

export interface TabsProps {
  label: string
  tabs: readonly Tab[]
  value?: string
  defaultValue?: string
  onChange?: (id: string) => void
  className?: string
}

/** Views of one thing within a page. Tabs that deserve an address are NavTabs. */
export function Tabs({ label, tabs, value, defaultValue = tabs[0]?.id, onChange, className }: TabsProps) {
  return (
    <Base.Root
      {...(value === undefined ? { defaultValue } : { value })}
      onValueChange={(id) => onChange?.(String(id))}
      className={clsx('min-w-0', className)}
    >
      <Base.List
        aria-label={label}
        className="inline-flex max-w-full gap-0.5 overflow-x-auto rounded-md border border-line bg-sunken p-0.5"
      >
        {tabs.map(({ id, label: text }) => (
          <Base.Tab
            key={id}
            value={id}
            className="h-7 shrink-0 rounded-sm px-2.5 whitespace-nowrap text-muted -outline-offset-1 hover:text-ink data-active:bg-raised data-active:font-medium data-active:text-ink data-active:shadow-control coarse:h-11"
          >
            {text}
          </Base.Tab>
        ))}
      </Base.List>
      {tabs.map(({ id, content }) => (
        <Base.Panel key={id} value={id} className="mt-3 rounded-sm">
          {content}
        </Base.Panel>
      ))}
    </Base.Root>
  )
}
