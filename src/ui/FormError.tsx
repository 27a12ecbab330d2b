import { clsx } from 'clsx'
import { useEffect, useRef, type ReactNode } from 'react'

export interface FormErrorProps {
  /** What went wrong as a whole. Nothing shows while it is empty. */
  children?: ReactNode
  /** Changes with each failed attempt (a counter, the error object): the focus moves again even if the words are the same. Falsy before the first. */
  attempt?: unknown
  className?: string
}

/**
 * Stands in a form. When an attempt fails it moves the focus to the first field that is wrong, else to itself. Where all that
 * can be wrong is said beside a field it has no words of its own, only the attempt.
 */
export function FormError({ children, attempt, className }: FormErrorProps) {
  const box = useRef<HTMLDivElement>(null)
  const failed = Boolean(children)
  useEffect(() => {
    if (!failed && !attempt) return
    const wrong = box.current?.closest('form')?.querySelector<HTMLElement>('[aria-invalid="true"]')
    if (wrong) wrong.focus()
    else if (failed) box.current?.focus()
  }, [failed, attempt])
  return (
    <div ref={box} role="alert" tabIndex={-1} className={failed ? undefined : 'absolute'}>
      {failed && (
        <div
          className={clsx(
            'rounded-md bg-error-soft px-3 py-2 text-error-text shadow-[inset_2px_0_var(--color-error)]',
            className,
          )}
        >
          {children}
        </div>
      )}
    </div>
  )
}
