import { useEffect, useRef, useSyncExternalStore } from 'react'
import { isApple, matchesChord, parseShortcut, type Chord } from './shortcut.ts'

export interface ShortcutOptions {
  /** What it does, for the sheet that lists the shortcuts. */
  label: string
  /** Under which heading it is listed. */
  group?: string
  enabled?: boolean
  /** Also while the user types in a field or is in a dialog or menu. By default only chords with mod, ctrl or alt do. */
  whileTyping?: boolean
}

/** A shortcut in force, as the sheet lists it. */
export interface ListedShortcut {
  keys: string
  label: string
  group: string
}

interface Registered extends ListedShortcut {
  chords: Chord[]
  whileTyping: boolean
  /** Begins with a letter or sign alone, which who dictates may type by accident. */
  single: boolean
  run: (event: KeyboardEvent) => void
}

/** How long after its first key a sequence waits for the next, in ms. */
const sequencePause = 1200

let registered: readonly Registered[] = []
/** Those of them that are heard. */
let inForce = registered
let singleKeys = true
const listeners = new Set<() => void>()
let begun: { at: number; candidates: readonly Registered[]; step: number } | null = null

/**
 * Runs `run` when the keys are pressed while the component is mounted. The one mounted last wins, so a panel may take a
 * key over from its page. Keys typed into fields are left alone.
 */
export function useShortcut(keys: string, run: (event: KeyboardEvent) => void, options: ShortcutOptions): void {
  const latest = useRef(run)
  useEffect(() => {
    latest.current = run
  })
  const { label, group = 'General', enabled = true, whileTyping } = options
  useEffect(() => {
    if (!enabled) return
    const chords = parseShortcut(keys)
    const held = chords.some((chord) => chord.mod || chord.ctrl || chord.alt)
    const single = !held && chords[0]?.key.length === 1
    const listens = whileTyping ?? held
    return register({ keys, label, group, chords, whileTyping: listens, single, run: (event) => latest.current(event) })
  }, [keys, label, group, enabled, whileTyping])
}

/** All shortcuts in force now, in the order they were mounted. */
export function useShortcutList(): readonly ListedShortcut[] {
  return useSyncExternalStore(subscribe, () => inForce)
}

/** Whether shortcuts of letters and signs alone are heard (WCAG 2.1.4). */
export function allowSingleKeys(allowed: boolean): void {
  if (allowed === singleKeys) return
  singleKeys = allowed
  change(registered)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function register(shortcut: Registered): () => void {
  if (registered.length === 0) document.addEventListener('keydown', onKeyDown)
  change([...registered, shortcut])
  return () => {
    change(registered.filter((other) => other !== shortcut))
    if (registered.length === 0) document.removeEventListener('keydown', onKeyDown)
  }
}

function change(next: readonly Registered[]): void {
  registered = next
  inForce = singleKeys ? next : next.filter(({ single }) => !single)
  for (const listener of listeners) listener()
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || isModifier(event.key)) return
  // An editor in a shadow tree would only be known by its host.
  const busy = isBusy(event.composedPath()[0] ?? event.target)
  const goesOn = begun && event.timeStamp - begun.at < sequencePause ? begun : null
  const step = goesOn?.step ?? 0
  const apple = isApple()
  const fitting = (goesOn?.candidates ?? inForce).filter((shortcut) => {
    const chord = shortcut.chords[step]
    return chord && inForce.includes(shortcut) && (!busy || shortcut.whileTyping) && matchesChord(chord, event, apple)
  })
  begun = null
  const complete = fitting.findLast((shortcut) => shortcut.chords.length === step + 1)
  if (complete) {
    event.preventDefault()
    complete.run(event)
  } else if (fitting.length > 0) {
    begun = { at: event.timeStamp, candidates: fitting, step: step + 1 }
  }
}

function isModifier(key: string): boolean {
  return key === 'Shift' || key === 'Control' || key === 'Alt' || key === 'Meta'
}

/** In a field, where keys are text, or in a layer that has keys of its own. */
function isBusy(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  const field = 'input:not([type=checkbox], [type=radio], [type=range]), textarea, select, [contenteditable]'
  return target.closest(`${field}, [role=dialog], [role=alertdialog], [role=menu], [role=listbox]`) !== null
}
