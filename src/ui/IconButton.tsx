import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { buttonClass } from './button-class.ts'
import { BareButton, type ButtonProps } from './Button.tsx'
import { Spinner } from './Spinner.tsx'

export interface IconButtonProps extends Omit<ButtonProps, 'icon' | 'children' | 'aria-label'> {
  /** The accessible name, shown as a hint too. */
  label: string
  icon: ReactNode
}

/** A square button with an icon only. */
export function IconButton({ label, icon, variant = 'ghost', size, className, ...rest }: IconButtonProps) {
  return (
    <BareButton data-hint={label} {...rest} aria-label={label} className={clsx(buttonClass(variant, size, true), className)}>
      {rest.pending ? <Spinner size={14} /> : <span className="grid size-4 place-items-center">{icon}</span>}
    </BareButton>
  )
}
