import { ChevronDown, ChevronUp } from 'lucide-react'
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
}

/** Words to find in the log, how often they occur, and the way from one place to the next. */
export function SearchBar({ words, onWords, count, at, onStep }: SearchBarProps) {
  const none = words === '' ? 'Search for something first' : count === 0 ? 'Nothing was found' : null
  useShortcut('n', () => onStep(1), { label: 'Next match', group: 'Log', enabled: none === null })
  useShortcut('shift+n', () => onStep(-1), { label: 'Previous match', group: 'Log', enabled: none === null })
  return (
    <span className="flex min-w-52 flex-1 items-center gap-0.5 max-sm:basis-full">
      <SearchInput
        label="Search the log"
        value={words}
        onChange={(event) => onWords(event.target.value)}
        onKeyDown={(event) => event.key === 'Enter' && none === null && onStep(event.shiftKey ? -1 : 1)}
        className="flex-1"
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
    </span>
  )
}
