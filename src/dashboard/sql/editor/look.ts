import { HighlightStyle } from '@codemirror/language'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'

// The colours are the tokens' (ui/theme.css), which reach into the editor's shadow tree and follow the theme by themselves.

export const look = EditorView.theme({
  '&': { color: 'var(--color-ink)', backgroundColor: 'var(--color-surface)', fontSize: '0.8125rem', borderRadius: 'inherit' },
  '&.cm-focused': { outline: '2px solid var(--color-ring)', outlineOffset: '-1px' },
  '.cm-scroller': {
    fontFamily: 'var(--font-mono)',
    lineHeight: '1.35rem',
    maxHeight: 'var(--editor-most, 26rem)',
  },
  // Not the scroller's: a click below the last line is to reach the text.
  '.cm-content': { minHeight: 'var(--editor-least, 8rem)', padding: '0.5rem 0', caretColor: 'var(--color-ink)' },
  '.cm-gutters': { backgroundColor: 'transparent', color: 'var(--color-faint)', border: 'none' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'transparent' },
  '&.cm-focused .cm-activeLine': { backgroundColor: 'color-mix(in oklch, var(--color-hover) 55%, transparent)' },
  '.cm-content ::selection': { backgroundColor: 'color-mix(in oklch, var(--color-accent) 30%, transparent)' },
  '&.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--color-mark)' },
  '.cm-placeholder': { color: 'var(--color-muted)' },
  '.cm-wrong': {
    textDecoration: 'underline wavy var(--color-error)',
    textUnderlineOffset: '3px',
    backgroundColor: 'var(--color-error-soft)',
  },
  '.cm-tooltip': {
    backgroundColor: 'var(--color-raised)',
    color: 'var(--color-ink)',
    border: '1px solid var(--color-line)',
    borderRadius: '0.5rem',
    boxShadow: 'var(--shadow-overlay)',
    overflow: 'hidden',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--font-mono)', maxHeight: '13rem' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '2px 8px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--color-accent)',
    color: 'var(--color-on-accent)',
  },
  '.cm-completionDetail': { color: 'inherit', opacity: '0.75' },
  // A phone zooms into smaller text that is written in.
  '@media (pointer: coarse)': { '&': { fontSize: '1rem' }, '.cm-scroller': { lineHeight: '1.5rem' } },
})

export const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier], color: 'var(--color-accent-text)' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--color-ansi-green)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--color-ansi-blue)' },
  { tag: [tags.typeName, tags.standard(tags.name)], color: 'var(--color-ansi-cyan)' },
  { tag: [tags.lineComment, tags.blockComment], color: 'var(--color-muted)', fontStyle: 'italic' },
])
