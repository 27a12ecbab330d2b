import { clsx } from 'clsx'
import type { ComponentProps } from 'react'
import { Link as RouterLink } from 'react-router'

export interface LinkProps extends ComponentProps<typeof RouterLink> {
  /** `text` stands within sentences, `quiet` is a name in a list that turns into a link by its place. */
  look?: 'text' | 'quiet'
}

/** A link to another page. Addresses with a scheme leave the router by themselves. */
export function Link({ look = 'text', className, ...rest }: LinkProps) {
  return (
    <RouterLink
      {...rest}
      className={clsx(
        'rounded-xs underline-offset-3 hover:underline',
        look === 'text'
          ? 'text-accent-text underline decoration-current/40 hover:decoration-current'
          : 'inline-block max-w-full py-0.5 font-medium text-ink',
        className,
      )}
    />
  )
}
