import { clsx } from 'clsx'
import { parseAnsi, stripAnsi } from './ansi.ts'
import { cut, findMarks, type Mark } from './matches.ts'

export interface AnsiTextProps {
  text: string
  /** What to highlight. */
  highlight?: readonly Mark[]
  /** The highlighted line is the one the search stands at. */
  current?: boolean
}

const none: readonly Mark[] = []

/** A line as a terminal shows it. Colours are set by script (CSSOM), which a content security policy without inline styles allows. */
export function AnsiText({ text, highlight = none, current }: AnsiTextProps) {
  const matches = highlight.length > 0 ? findMarks(stripAnsi(text), highlight) : []
  let offset = 0
  return parseAnsi(text).map((span, index) => {
    const pieces = cut(span.text, offset, matches)
    offset += span.text.length
    const content = pieces.map((piece, position) =>
      piece.matched ? (
        <mark key={position} className={clsx('rounded-xs text-ink', current ? 'bg-mark-current' : 'bg-mark')}>
          {piece.text}
        </mark>
      ) : (
        piece.text
      ),
    )
    return span.style ? (
      <span key={index} style={span.style}>
        {content}
      </span>
    ) : (
      <span key={index}>{content}</span>
    )
  })
}
