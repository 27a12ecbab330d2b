/** How things stand. Every tone has a colour and a shape, and a word goes with it. */
export type Tone = 'ok' | 'warn' | 'error' | 'busy' | 'idle' | 'unknown'

/** How a state is shown: its tone, and the word for it. */
export interface Look {
  readonly tone: Tone
  readonly word: string
}

export const toneSoft: Record<Tone, string> = {
  ok: 'bg-ok-soft text-ok-text',
  warn: 'bg-warn-soft text-warn-text',
  error: 'bg-error-soft text-error-text',
  busy: 'bg-busy-soft text-busy-text',
  idle: 'bg-hover text-muted',
  unknown: 'bg-hover text-muted',
}

export const toneFill: Record<Tone, string> = {
  ok: 'bg-ok',
  warn: 'bg-warn',
  error: 'bg-error',
  busy: 'bg-busy',
  idle: 'bg-idle',
  unknown: 'bg-idle',
}

export const toneGraphic: Record<Tone, string> = {
  ok: 'text-ok',
  warn: 'text-warn',
  error: 'text-error',
  busy: 'text-busy',
  idle: 'text-idle',
  unknown: 'text-idle',
}
