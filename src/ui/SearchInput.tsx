import { clsx } from 'clsx'
import { Search } from 'lucide-react'
import type { ComponentProps } from 'react'
import { useShortcut } from './keyboard/useShortcut.ts'
import { Kbd } from './Kbd.tsx'
import { useRef } from 'react'

export interface SearchInputProps extends Omit<ComponentProps<'input'>, 'type' | 'ref'> {
  label: string
  /** The key that focuses it, `/` unless told. Null where a page has another search field. */
  shortcut?: string | null
}

/** A field that filters what is below it. `/` goes there, Escape empties it and then leaves it. */
export function SearchInput({ label, shortcut = '/', className, onKeyDown, ...rest }: SearchInputProps) {
  const input = useRef<HTMLInputElement>(null)
  useShortcut(shortcut ?? '', () => input.current?.select(), { label, enabled: shortcut !== null })
  return (
    <span className={clsx('group relative flex min-w-44 items-center', className)}>
      <Search size={14} aria-hidden className="pointer-events-none absolute left-2.5 text-muted" />
      <input
        placeholder={`${label}…`}
        autoComplete="off"
        spellCheck={false}
        {...rest}
        ref={input}
        type="search"
        aria-label={label}
        aria-keyshortcuts={shortcut ?? undefined}
        onKeyDown={(event) => {
          onKeyDown?.(event)
          if (event.key === 'Escape' && input.current?.value === '') input.current.blur()
        }}
        className="field-box pr-8 pl-8 [&::-webkit-search-cancel-button]:cursor-pointer"
      />
      {shortcut && (
        <Kbd
          keys={shortcut}
          className="pointer-events-none absolute right-2 group-focus-within:hidden group-has-[input:not(:placeholder-shown)]:hidden coarse:hidden"
        />
      )}
    </span>
  )
}
