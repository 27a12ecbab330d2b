import type { Tone } from './tone.ts'

export interface ToastOptions {
  /** One sentence: what happened. */
  title: string
  description?: string
  tone?: Tone
  /** The thing it is about. */
  link?: { label: string; to: string }
  /** Such as Undo. Pressing it closes the toast. */
  action?: { label: string; run: () => void }
  /** ms until it goes: 6,000 unless told, 10,000 with an action; 0 stays. */
  timeout?: number
  /** Another toast with the same id takes this one's place. */
  id?: string
}

type Sink = (toast: ToastOptions) => void

let sink: Sink | null = null
let waiting: ToastOptions[] = []

/**
 * Shows a short message at the edge of the window, read out politely. Never the only trace of what happened. May be
 * called from anywhere, and before the component that shows it is loaded.
 */
export function toast(options: ToastOptions | string): void {
  const full = typeof options === 'string' ? { title: options } : options
  if (sink) sink(full)
  else waiting.push(full)
}

/** Hands the queue to whoever shows it; Toasts does this. Returns the function that takes it back. */
export function showToastsIn(next: Sink): () => void {
  sink = next
  const late = waiting
  waiting = []
  for (const each of late) next(each)
  return () => {
    if (sink === next) sink = null
  }
}
