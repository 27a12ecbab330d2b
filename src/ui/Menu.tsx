import { Menu as Base } from '@base-ui/react/menu'
import { clsx } from 'clsx'
import { Fragment, type ReactElement, type ReactNode } from 'react'
import { Link } from 'react-router'
import { Kbd } from './Kbd.tsx'

export interface MenuItem {
  label: ReactNode
  icon?: ReactNode
  /** Goes somewhere: the item is a link then, and can be opened in another tab. */
  to?: string
  onSelect?: () => void
  /** Shown at the far end, e.g. `mod+d`. */
  shortcut?: string
  danger?: boolean
  /** Why it cannot be chosen now; stands beneath the label. */
  reason?: string | false | null
  /** A tick: one of several settings. Undefined is an ordinary item. */
  checked?: boolean
}

export interface MenuProps {
  /** The button that opens it. */
  trigger: ReactElement
  /** Groups are parted by lines; a group may have a heading. */
  groups: readonly { label?: string; items: readonly MenuItem[] }[]
  side?: 'bottom' | 'top' | 'right'
  align?: 'start' | 'end'
  /** Above the items: who is signed in, what is selected. */
  header?: ReactNode
  defaultOpen?: boolean
}

/** A menu of actions. Arrow keys and typing choose, Escape closes. */
export function Menu({ trigger, groups, side = 'bottom', align = 'end', header, defaultOpen }: MenuProps) {
  return (
    <Base.Root defaultOpen={defaultOpen}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner side={side} align={align} sideOffset={4} collisionPadding={8} className="z-50 outline-none">
          <Base.Popup className="overlay-box overlay-motion max-h-(--available-height) max-w-80 min-w-44 overflow-y-auto p-1 outline-none">
            {header && <div className="border-b border-line px-2 pt-1 pb-2 text-muted not-last:mb-1">{header}</div>}
            {groups.map((group, index) => (
              <Fragment key={index}>
                {index > 0 && <Base.Separator className="-mx-1 my-1 h-px bg-line" />}
                <Base.Group>
                  {group.label && (
                    <Base.GroupLabel className="px-2 pt-1 pb-0.5 text-2xs font-medium text-faint">{group.label}</Base.GroupLabel>
                  )}
                  {group.items.map((item, position) => (
                    <Item key={position} {...item} />
                  ))}
                </Base.Group>
              </Fragment>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

const look =
  'flex min-h-8 w-full cursor-pointer items-center gap-2 rounded-sm px-2 py-1 outline-none select-none data-disabled:cursor-not-allowed data-disabled:text-faint data-highlighted:bg-hover coarse:min-h-11'

function Item(item: MenuItem) {
  const { label, icon, to, onSelect, shortcut, danger, reason, checked } = item
  const className = clsx(look, danger && !reason && 'text-error-text')
  const content = (
    <>
      {icon && <span className="grid size-4 shrink-0 place-items-center text-current opacity-80">{icon}</span>}
      <span className="min-w-0 flex-1">
        {label}
        {reason && <span className="block text-xs text-faint">{reason}</span>}
      </span>
      {shortcut && <Kbd keys={shortcut} className="ml-3" />}
    </>
  )
  if (to !== undefined && !reason)
    return (
      <Base.LinkItem render={<Link to={to} />} closeOnClick className={className}>
        {content}
      </Base.LinkItem>
    )
  if (checked !== undefined)
    return (
      <Base.CheckboxItem
        checked={checked}
        onCheckedChange={onSelect}
        disabled={Boolean(reason)}
        closeOnClick
        className={className}
      >
        <span aria-hidden className="grid size-4 shrink-0 place-items-center">
          {checked && '✓'}
        </span>
        {content}
      </Base.CheckboxItem>
    )
  return (
    <Base.Item onClick={onSelect} disabled={Boolean(reason)} className={className}>
      {content}
    </Base.Item>
  )
}
