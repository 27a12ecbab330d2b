import { clsx } from 'clsx'

/** The look of a line of the sidebar. */
export const itemClass = (compact: boolean) =>
  clsx(
    'group flex h-8 shrink-0 items-center gap-2 rounded-md text-muted hover:bg-hover hover:text-ink aria-[current]:bg-active aria-[current]:font-medium aria-[current]:text-ink coarse:h-11',
    compact ? 'w-9 justify-center' : 'px-2',
  )
