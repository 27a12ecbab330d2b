import { Tooltip as Base } from '@base-ui/react/tooltip'
import { useId, type ReactElement, type ReactNode } from 'react'

export interface TooltipProps {
  /** A control that has a name of its own: the tooltip only adds to it. */
  trigger: ReactElement
  children: ReactNode
  side?: 'top' | 'bottom' | 'left' | 'right'
}

/** A tooltip with more than plain text. For a line of text give the element `data-hint` instead: it costs nothing. */
export function Tooltip({ trigger, children, side = 'top' }: TooltipProps) {
  const id = useId()
  return (
    <Base.Root>
      <Base.Trigger render={trigger} aria-describedby={id} delay={300} />
      <span id={id} hidden>
        {children}
      </span>
      <Base.Portal>
        <Base.Positioner side={side} sideOffset={6} collisionPadding={8} className="z-50">
          <Base.Popup aria-hidden className="overlay-box overlay-motion max-w-72 px-2.5 py-1.5 text-xs">
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
