import { clsx } from 'clsx'
import type { ComponentProps } from 'react'
import { toneSoft, type Tone } from './tone.ts'

export interface BadgeProps extends ComponentProps<'span'> {
  /** `accent` marks something as ours or new; the tones are states. Without a tone it is a neutral label. */
  tone?: Tone | 'accent'
}

/** A small label: a plan, a region, a count. For a state with a shape take Status. */
export function Badge({ tone, className, ...rest }: BadgeProps) {
  const look = tone === 'accent' ? 'bg-accent-soft text-accent-text' : tone ? toneSoft[tone] : 'border-line bg-sunken text-muted'
  return (
    <span
      {...rest}
      className={clsx(
        'inline-flex h-5 items-center gap-1 whitespace-nowrap rounded-sm border border-transparent px-1.5 align-middle text-2xs font-medium',
        look,
        className,
      )}
    />
  )
}
