import { clsx } from 'clsx'

export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger'
export type ButtonSize = 'sm' | 'md' | 'lg'

const base =
  'relative inline-flex shrink-0 select-none items-center justify-center gap-1.5 overflow-hidden whitespace-nowrap rounded-md border font-medium transition-colors duration-75 aria-disabled:opacity-55 aria-busy:opacity-100 coarse:min-h-11 coarse:min-w-11'

const variants: Record<ButtonVariant, string> = {
  primary: 'border-transparent bg-accent text-on-accent shadow-control not-aria-disabled:hover:bg-accent-hover',
  secondary: 'border-line bg-surface text-ink shadow-control not-aria-disabled:hover:bg-hover not-aria-disabled:active:bg-active',
  ghost:
    'border-transparent text-muted not-aria-disabled:hover:bg-hover not-aria-disabled:hover:text-ink not-aria-disabled:active:bg-active',
  danger: 'border-transparent bg-danger text-on-accent shadow-control not-aria-disabled:hover:bg-danger-hover',
}

const sizes: Record<ButtonSize, [withText: string, square: string]> = {
  sm: ['h-7 px-2.5 text-xs', 'size-7'],
  md: ['h-8 px-3 text-sm', 'size-8'],
  lg: ['h-10 px-4 text-base', 'size-10'],
}

/** The look of a button, for the few elements that are none (a link, a label). */
export function buttonClass(variant: ButtonVariant = 'secondary', size: ButtonSize = 'md', square = false): string {
  return clsx(base, variants[variant], sizes[size][square ? 1 : 0])
}
