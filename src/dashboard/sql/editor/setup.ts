import { autocompletion, closeBrackets, closeCompletion, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands'
import { PostgreSQL, sql, type SQLNamespace } from '@codemirror/lang-sql'
import { bracketMatching, syntaxHighlighting } from '@codemirror/language'
import { Compartment, EditorState, StateEffect, StateField, type Extension } from '@codemirror/state'
import {
  Decoration,
  EditorView,
  highlightActiveLine,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  placeholder,
  type DecorationSet,
} from '@codemirror/view'
import { colours, look } from './look.ts'

/** Where something is wrong, in characters from the start; null: nowhere. */
export const setWrong = StateEffect.define<number | null>()

const wrong = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, { changes, effects, docChanged, state }) {
    const effect = effects.find((each) => each.is(setWrong))
    if (effect?.is(setWrong)) return effect.value === null ? Decoration.none : markAt(state, effect.value)
    // What is being mended is no longer known to be wrong.
    return docChanged && changes.length > 0 ? Decoration.none : marks
  },
  provide: (field) => EditorView.decorations.from(field),
})

/** The word that begins there, or one character. */
function markAt({ doc }: EditorState, position: number): DecorationSet {
  const from = Math.min(position, Math.max(0, doc.length - 1))
  const [word = ''] = /^[\w$]+|^./.exec(doc.sliceString(from, from + 64)) ?? []
  const to = Math.min(doc.length, from + Math.max(1, word.length))
  return from < to ? Decoration.set(Decoration.mark({ class: 'cm-wrong' }).range(from, to)) : Decoration.none
}

/** What is typed over a selection. A browser that does it by itself leaves styles in the text, which the security policy refuses. */
const typedOver = EditorView.domEventHandlers({
  beforeinput({ inputType, data }, view) {
    const { state, composing } = view
    const { from, to, empty } = state.selection.main
    if (inputType !== 'insertText' || data === null || empty || composing || state.readOnly) return false
    const insert = () => state.update(state.replaceSelection(data), { userEvent: 'input.type', scrollIntoView: true })
    if (!state.facet(EditorView.inputHandler).some((handle) => handle(view, from, to, data, insert))) view.dispatch(insert())
    return true
  },
})

const language = new Compartment()
const languageFor = (schema: SQLNamespace) => sql({ dialect: PostgreSQL, schema, defaultSchema: 'public' })

/** Has the editor know the tables and columns that can be completed. */
export const setSchema = (schema: SQLNamespace): StateEffect<unknown> => language.reconfigure(languageFor(schema))

export interface Setup {
  readonly label: string
  /** The id of the element that says how to leave it. */
  readonly described: string
  readonly readOnly: boolean
  readonly hint: string
  readonly onChange: (text: string) => void
  /** ⌘⏎; with shift, everything. */
  readonly onRun: (all: boolean) => void
}

/** An editor for PostgreSQL's SQL. Tab indents; Escape, then Tab leaves it. */
export function setup({ label, described, readOnly, hint, onChange, onRun }: Setup): Extension {
  const run = (all: boolean) => (view: EditorView) => {
    closeCompletion(view)
    onRun(all)
    return true
  }
  return [
    readOnly
      ? [EditorState.readOnly.of(true), EditorView.editable.of(false)]
      : [history(), closeBrackets(), autocompletion({ icons: false })],
    lineNumbers(),
    highlightSpecialChars(),
    highlightActiveLine(),
    bracketMatching(),
    typedOver,
    EditorView.lineWrapping,
    language.of(languageFor({})),
    syntaxHighlighting(colours),
    look,
    wrong,
    placeholder(hint),
    keymap.of([
      { key: 'Mod-Enter', run: run(false), shift: run(true), preventDefault: true },
      ...closeBracketsKeymap,
      ...completionKeymap,
      ...historyKeymap,
      ...defaultKeymap.filter(({ key }) => key !== 'Mod-Enter'),
      indentWithTab,
    ]),
    EditorView.contentAttributes.of({
      'aria-label': label,
      'aria-describedby': described,
      'aria-multiline': 'true',
      // A text that cannot be edited still has to be reached to be read and copied.
      ...(readOnly && { tabindex: '0', role: 'textbox', 'aria-readonly': 'true' }),
      spellcheck: 'false',
      autocapitalize: 'off',
    }),
    EditorView.updateListener.of(({ docChanged, state }) => {
      if (docChanged) onChange(state.doc.toString())
    }),
  ]
}
