import { clsx } from 'clsx'

/** A person's initials. The name stands beside it in words. */
export function Avatar({ name, className }: { name: string; className?: string }) {
  return (
    <span
      aria-hidden
      className={clsx(
        'grid size-6 shrink-0 place-items-center rounded-full bg-accent-soft text-2xs font-semibold text-accent-text uppercase',
        className,
      )}
    >
      {initials(name)}
    </span>
  )
}

/** "Ada Lovelace" and "ada.lovelace@example.com" are both AL. */
function initials(name: string): string {
  const words = name
    .replace(/@.*/s, '')
    .split(/[\s._-]+/)
    .filter(Boolean)
  const [first = '?'] = words
  const last = words.length > 1 ? words[words.length - 1] : undefined
  return `${first.charAt(0)}${last?.charAt(0) ?? ''}`.toUpperCase()
}
