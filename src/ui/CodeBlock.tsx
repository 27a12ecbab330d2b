import { clsx } from 'clsx'
import { CopyButton } from './CopyButton.tsx'
import { useOverflow } from './useOverflow.ts'

export interface CodeBlockProps {
  code: string
  /** Names the block: "Response body". */
  label: string
  wrap?: boolean
  className?: string
}

/** Several lines of code or output that can be scrolled by keyboard and copied whole. */
export function CodeBlock({ code, label, wrap, className }: CodeBlockProps) {
  const [scroller, overflows] = useOverflow<HTMLPreElement>()
  return (
    <div className={clsx('relative min-w-0 rounded-md border border-line bg-sunken', className)}>
      <pre
        ref={scroller}
        {...(overflows && { tabIndex: 0, role: 'region', 'aria-label': label })}
        className={clsx('max-h-96 overflow-auto rounded-md p-3 pr-11 font-mono text-xs', wrap && 'whitespace-pre-wrap')}
      >
        <code>{code}</code>
      </pre>
      <div className="absolute top-1.5 right-1.5 rounded-md bg-sunken">
        <CopyButton text={code} label={`Copy ${label.toLowerCase()}`} />
      </div>
    </div>
  )
}
