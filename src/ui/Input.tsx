import { clsx } from 'clsx'
import type { ComponentProps } from 'react'
import { useField } from './Field.tsx'

export interface InputProps extends ComponentProps<'input'> {
  /** Monospaced, for names, keys and addresses. Turns off spelling and capitals too. */
  code?: boolean
}

const codeProps = { spellCheck: false, autoCapitalize: 'off', autoCorrect: 'off', autoComplete: 'off' } as const

/** A text input. Within a Field it is labelled and described by itself. */
export function Input({ code, className, ...rest }: InputProps) {
  return (
    <input {...useField()} {...(code && codeProps)} {...rest} className={clsx('field-box', code && 'font-mono', className)} />
  )
}

export interface TextareaProps extends ComponentProps<'textarea'> {
  code?: boolean
}

/** Text of several lines; grows with its content where the browser can. */
export function Textarea({ code, className, rows = 3, ...rest }: TextareaProps) {
  return (
    <textarea
      {...useField()}
      {...(code && codeProps)}
      {...rest}
      rows={rows}
      className={clsx('field-box field-sizing-content py-1.5', code && 'font-mono', className)}
      style={{ minHeight: `${rows * 1.25 + 0.875}rem`, ...rest.style }}
    />
  )
}
