import { ChevronDown, ChevronUp, X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { IconButton } from '#ui/IconButton.tsx'
import { useShortcut } from '#ui/keyboard/useShortcut.ts'
import { SearchInput } from '#ui/SearchInput.tsx'

interface SearchBarProps {
  words: string
  onWords: (words: string) => void
  count: number
  /** Which of them is looked at, from 0. */
  at: number
  onStep: (step: number) => void
  onClose: () => void
}

/** Words to find among the lines shown, how often they occur, and the way from one place to the next. */
export function SearchBar({ words, onWords, count, at, onStep, onClose }: SearchBarProps) {
  const bar = useRef<HTMLSpanElement>(null)
  const none = words === '' ? 'Search for something first' : count === 0 ? 'Nothing was found' : null
  useShortcut('n', () => onStep(1), { label: 'Next match', group: 'Log', enabled: none === null })
  useShortcut('shift+n', () => onStep(-1), { label: 'Previous match', group: 'Log', enabled: none === null })
  useEffect(() => bar.current?.querySelector('input')?.focus(), [])
  return (
    <span ref={bar} className="flex items-center gap-0.5">
      <SearchInput
        label="Find in the lines"
        shortcut={null}
        value={words}
        onChange={(event) => onWords(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && none === null) onStep(event.shiftKey ? -1 : 1)
          if (event.key === 'Escape' && words === '') onClose()
        }}
        className="min-w-0 flex-1"
      />
      <span role="status" className="min-w-16 text-right text-xs whitespace-nowrap text-muted tabular-nums">
        {words !== '' && (count === 0 ? 'not found' : `${at + 1} of ${count}`)}
      </span>
      <IconButton
        size="sm"
        label="Previous match"
        shortcut="shift+n"
        icon={<ChevronUp size={14} />}
        reason={none}
        onClick={() => onStep(-1)}
      />
      <IconButton
        size="sm"
        label="Next match"
        shortcut="n"
        icon={<ChevronDown size={14} />}
        reason={none}
        onClick={() => onStep(1)}
      />
      <IconButton size="sm" label="Close the search" icon={<X size={14} />} onClick={onClose} />
    </span>
  )
}
