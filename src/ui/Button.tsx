import { clsx } from 'clsx'
import { useId, type ComponentProps, type MouseEvent, type ReactNode } from 'react'
import { buttonClass, type ButtonSize, type ButtonVariant } from './button-class.ts'
import { Spinner } from './Spinner.tsx'

export interface ButtonProps extends Omit<ComponentProps<'button'>, 'disabled'> {
  variant?: ButtonVariant
  size?: ButtonSize
  /** Stands before the label and gives way to the spinner while pending. */
  icon?: ReactNode
  /** The action is under way: the label and the width stay, further clicks do nothing. */
  pending?: boolean
  /** Why the button cannot be used now. It stays focusable, and the reason is read out and shown on hover and focus. */
  reason?: string | false | null | undefined
  /** A chord such as `mod+enter`, shown in the hint. Handling it is `useShortcut`'s job. */
  shortcut?: string
}

/** A button. There is no bare `disabled`: a control that may not be used says why (`reason`). */
export function Button({ variant, size, icon, className, children, ...rest }: ButtonProps) {
  const { pending } = rest
  return (
    <BareButton {...rest} className={clsx(buttonClass(variant, size), className)}>
      {icon &&
        (pending ? <Spinner size={14} /> : <span className="-ml-0.5 grid size-4 shrink-0 place-items-center">{icon}</span>)}
      {children}
      {pending && !icon && (
        <span aria-hidden className="absolute inset-x-0 bottom-0 h-0.5 overflow-hidden bg-current/20">
          <span className="absolute inset-y-0 left-0 w-1/3 animate-slide bg-current" />
        </span>
      )}
    </BareButton>
  )
}

type BareProps = Omit<ButtonProps, 'variant' | 'size' | 'icon'>

/** The behaviour of a button (pending, reason, hint) without a look. */
export function BareButton({ pending, reason, shortcut, onClick, type = 'button', ...rest }: BareProps) {
  const reasonId = useId()
  const blocked = Boolean(reason) || pending
  const click = (event: MouseEvent<HTMLButtonElement>) => {
    if (blocked) event.preventDefault()
    else onClick?.(event)
  }
  const described = [rest['aria-describedby'], reason && reasonId].filter(Boolean).join(' ')
  const hinted: Record<`data-${string}`, string> = {}
  if (reason) hinted['data-hint'] = reason
  if (shortcut) hinted['data-hint-keys'] = shortcut
  return (
    <>
      <button
        {...hinted}
        {...rest}
        {...(reason && hinted)}
        type={type}
        onClick={click}
        aria-busy={pending || undefined}
        aria-disabled={blocked || rest['aria-disabled']}
        aria-describedby={described || undefined}
      />
      {reason && (
        <span id={reasonId} hidden>
          {reason}
        </span>
      )}
    </>
  )
}
