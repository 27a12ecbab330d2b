import { clsx } from 'clsx'
import { lazy, Suspense, type ComponentProps } from 'react'
import type { Editor as Loaded } from './editor/Editor.tsx'

// CodeMirror is larger than any page: it comes when a page stands, and until then the text is there to be read.
const Editor = lazy(async () => ({ default: (await import('./editor/Editor.tsx')).Editor }))

/** An editor for SQL. */
export function SqlEditor(props: ComponentProps<typeof Loaded>) {
  return (
    <Suspense fallback={<Standing sql={props.initial} className={props.className} />}>
      <Editor {...props} />
    </Suspense>
  )
}

function Standing({ sql, className }: { sql: string; className?: string | undefined }) {
  return (
    <pre
      className={clsx(
        'max-h-(--editor-most,26rem) min-h-(--editor-least,8rem) overflow-hidden bg-surface py-2 pl-10 font-mono text-sm leading-[1.35rem] break-words whitespace-pre-wrap',
        className,
      )}
    >
      {sql}
    </pre>
  )
}
