import { clsx } from 'clsx'
import { CopyButton, type CopyButtonProps } from './CopyButton.tsx'
import { useOverflow } from './useOverflow.ts'

export interface CommandSnippetProps {
  command: string
  /** What is copied, where a secret in it is not shown. */
  copied?: CopyButtonProps['text']
  /** The sign of the shell before it; not copied. */
  prompt?: string
  label?: string
  className?: string
}

/** A command on one line, ready to be copied. */
export function CommandSnippet({
  command,
  copied = command,
  prompt = '$',
  label = 'Copy command',
  className,
}: CommandSnippetProps) {
  const [scroller, overflows] = useOverflow<HTMLElement>()
  return (
    <div
      className={clsx('flex min-w-0 items-center gap-1 rounded-md border border-line bg-sunken py-0.5 pr-0.5 pl-2.5', className)}
    >
      <code
        ref={scroller}
        {...(overflows && { tabIndex: 0, role: 'group', 'aria-label': 'Command' })}
        className="min-w-0 flex-1 overflow-x-auto rounded-xs font-mono text-xs whitespace-pre [scrollbar-width:none]"
      >
        <span className="inline-block">
          <span aria-hidden className="mr-2 text-faint select-none">
            {prompt}
          </span>
          {command}
        </span>
      </code>
      <CopyButton text={copied} label={label} />
    </div>
  )
}
