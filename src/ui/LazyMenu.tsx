import { cloneElement, lazy, Suspense, useState, type ReactElement } from 'react'
import type { ButtonProps } from './Button.tsx'
import type { MenuProps } from './Menu.tsx'

const load = () => import('./Menu.tsx')
const Menu = lazy(async () => ({ default: (await load()).Menu }))

export interface LazyMenuProps extends Omit<MenuProps, 'trigger' | 'defaultOpen'> {
  trigger: ReactElement<ButtonProps>
}

/** A Menu whose code comes when the pointer or the keyboard reaches its button, for menus of the first page. */
export function LazyMenu({ trigger, ...menu }: LazyMenuProps) {
  const [wanted, setWanted] = useState(false)
  const button = cloneElement(trigger, {
    'aria-haspopup': 'menu',
    'aria-expanded': false,
    onPointerEnter: () => void load(),
    onFocus: () => void load(),
    onClick: () => setWanted(true),
  })
  if (!wanted) return button
  return (
    <Suspense fallback={button}>
      <Menu {...menu} trigger={trigger} defaultOpen />
    </Suspense>
  )
}
