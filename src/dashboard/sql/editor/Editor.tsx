import type { SQLNamespace } from '@codemirror/lang-sql'
import { EditorState } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { clsx } from 'clsx'
import { useEffect, useImperativeHandle, useLayoutEffect, useRef, type Ref } from 'react'
import { flushSync } from 'react-dom'
import { setSchema, setup, setWrong } from './setup.ts'

/** What can be done to an editor from beside it. */
export interface EditorHandle {
  /** What is selected, and where it begins; from and to are the same where nothing is. */
  selection: () => { from: number; to: number }
  /** Puts another text in, as if it had been typed. */
  replace: (text: string) => void
  /** Moves the cursor, and the focus. */
  goTo: (position: number) => void
}

interface EditorProps {
  label: string
  /** What stands in it at first; later it holds its own. */
  initial: string
  onChange?: (text: string) => void
  onRun?: (all: boolean) => void
  readOnly?: boolean
  /** Takes the focus when it is there. */
  autoFocus?: boolean
  schema?: SQLNamespace | undefined
  /** Where something is wrong, in characters from the start. */
  wrongAt?: number | null
  hint?: string
  handle?: Ref<EditorHandle>
  /** Its height can be set here: `[--editor-least:4rem] [--editor-most:30rem]`. */
  className?: string
}

const nothing = () => {}

/**
 * An editor for SQL. It lives in a shadow tree: there CodeMirror's styles are style sheets made by script, while in the page
 * they would be a style element, which the security policy refuses.
 */
export function Editor(props: EditorProps) {
  const { label, initial, readOnly = false, autoFocus = false, schema, wrongAt = null, hint = '', handle, className } = props
  const host = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView | null>(null)
  const latest = useRef(props)
  const first = useRef(initial)
  useLayoutEffect(() => {
    latest.current = props
  })
  useEffect(() => {
    const { current } = host
    if (!current) return
    const root = current.shadowRoot ?? current.attachShadow({ mode: 'open' })
    const described = Object.assign(document.createElement('p'), {
      id: 'how',
      hidden: true,
      textContent: readOnly ? 'Cannot be edited here.' : 'Tab indents. Press Escape, then Tab to leave the editor.',
    })
    root.replaceChildren(described)
    const made = new EditorView({
      root,
      parent: root,
      state: EditorState.create({
        doc: first.current,
        extensions: setup({
          label,
          described: described.id,
          readOnly,
          hint,
          onChange: (text) => {
            first.current = text
            ;(latest.current.onChange ?? nothing)(text)
          },
          onRun: (all) => {
            // What was typed a moment ago is on its way to the page still, and belongs to what is run.
            flushSync(() => (latest.current.onChange ?? nothing)(first.current))
            ;(latest.current.onRun ?? nothing)(all)
          },
        }),
      }),
    })
    view.current = made
    return () => {
      view.current = null
      made.destroy()
    }
  }, [label, readOnly, hint])
  // A keyboard that comes up would cover half of a phone.
  useEffect(() => {
    if (autoFocus && matchMedia('(pointer: fine)').matches) view.current?.contentDOM.focus({ preventScroll: true })
  }, [autoFocus])
  useEffect(() => {
    if (schema) view.current?.dispatch({ effects: setSchema(schema) })
  }, [schema])
  useEffect(() => {
    view.current?.dispatch({ effects: setWrong.of(wrongAt) })
  }, [wrongAt])
  useImperativeHandle(handle, () => ({
    selection: () => view.current?.state.selection.main ?? { from: 0, to: 0 },
    replace: (text) =>
      view.current?.dispatch({
        changes: { from: 0, to: view.current.state.doc.length, insert: text },
        selection: { anchor: text.length },
      }),
    goTo: (position) => {
      const { current } = view
      if (!current) return
      current.dispatch({ selection: { anchor: Math.min(position, current.state.doc.length) }, scrollIntoView: true })
      current.focus()
    },
  }))
  return <div ref={host} className={clsx('min-w-0 overflow-clip bg-surface', className)} />
}
