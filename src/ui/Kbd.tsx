import { clsx } from 'clsx'
import { formatShortcut, isApple } from './keyboard/shortcut.ts'

/** Keys as the user's platform writes them: `mod+k` is ⌘K on a Mac and Ctrl K elsewhere; `g a` is two keys in turn. */
export function Kbd({ keys, className }: { keys: string; className?: string }) {
  return (
    <span className={clsx('inline-flex items-center gap-0.5', className)}>
      {formatShortcut(keys, isApple()).map((chord, index) => (
        <kbd
          key={index}
          className="inline-grid h-4.5 min-w-4.5 place-items-center rounded-sm border border-line bg-sunken px-1 font-sans text-2xs whitespace-nowrap text-muted"
        >
          {chord}
        </kbd>
      ))}
    </span>
  )
}
