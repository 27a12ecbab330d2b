import { Popover as Base } from '@base-ui/react/popover'
import { clsx } from 'clsx'
import type { ReactElement, ReactNode } from 'react'

export interface PopoverProps {
  trigger: ReactElement
  title: ReactNode
  hideTitle?: boolean
  children: ReactNode
  side?: 'bottom' | 'top' | 'right' | 'left'
  align?: 'start' | 'center' | 'end'
  open?: boolean
  defaultOpen?: boolean
  onOpenChange?: (open: boolean) => void
  className?: string
}

/** A small panel beside its trigger, with content that can be used. Not modal: Escape or a click beside it closes it. */
export function Popover({
  trigger,
  title,
  hideTitle,
  children,
  side = 'bottom',
  align = 'start',
  open,
  defaultOpen,
  onOpenChange,
  className,
}: PopoverProps) {
  return (
    <Base.Root open={open} defaultOpen={defaultOpen} onOpenChange={onOpenChange}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner side={side} align={align} sideOffset={6} collisionPadding={8} className="z-50">
          <Base.Popup
            className={clsx(
              'overlay-box overlay-motion max-h-(--available-height) w-80 max-w-(--available-width) overflow-y-auto p-3 outline-none',
              className,
            )}
          >
            <Base.Title className={hideTitle ? 'sr-only' : 'mb-1.5 text-sm'}>{title}</Base.Title>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
