import { useEffect, useRef } from 'react'
import { SearchInput } from '#ui/SearchInput.tsx'

interface SearchFieldProps {
  label: string
  q: string
  onChange: (q: string) => void
  className?: string
}

/** The address follows the field a little later, so it is the field that keeps what is typed, unless it changes elsewhere. */
export function SearchField({ label, q, onChange, className }: SearchFieldProps) {
  const box = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    const input = box.current?.querySelector('input')
    if (input && document.activeElement !== input) input.value = q
  }, [q])
  return (
    <span ref={box} className={className}>
      <SearchInput label={label} defaultValue={q} onChange={(event) => onChange(event.target.value)} />
    </span>
  )
}
