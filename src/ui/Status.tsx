import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { toneGraphic, type Tone } from './tone.ts'

/** The shape of a tone, told apart without colour: tick, triangle, cross, ring, hollow, question. */
export function StatusIcon({ tone, className }: { tone: Tone; className?: string }) {
  return (
    <svg
      viewBox="0 0 12 12"
      width="12"
      height="12"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden
      className={clsx('shrink-0', toneGraphic[tone], tone === 'busy' && 'animate-spin', className)}
    >
      {shapes[tone]}
    </svg>
  )
}

const shapes: Record<Tone, ReactNode> = {
  ok: (
    <>
      <circle cx="6" cy="6" r="5.25" fill="currentColor" stroke="none" />
      <path d="m3.8 6.2 1.6 1.5 2.8-3.2" stroke="var(--color-surface)" />
    </>
  ),
  warn: (
    <>
      <path d="M6 1.4 11 10.4H1Z" fill="currentColor" strokeWidth="1" />
      <path d="M6 4.6v2.3M6 8.8v.01" stroke="var(--color-surface)" strokeWidth="1.3" />
    </>
  ),
  error: (
    <>
      <path d="M3.8.8h4.4l3 3v4.4l-3 3H3.8l-3-3V3.8Z" fill="currentColor" stroke="none" />
      <path d="m4.3 4.3 3.4 3.4m0-3.4L4.3 7.7" stroke="var(--color-surface)" />
    </>
  ),
  busy: (
    <>
      <circle cx="6" cy="6" r="4.5" opacity="0.28" />
      <path d="M10.5 6A4.5 4.5 0 0 0 6 1.5" />
    </>
  ),
  idle: <circle cx="6" cy="6" r="4.25" />,
  unknown: (
    <>
      <circle cx="6" cy="6" r="4.75" strokeDasharray="2 2" strokeWidth="1.2" />
      <path d="M6 4v2.3M6 8.2v.01" strokeWidth="1.3" />
    </>
  ),
}

export interface StatusProps {
  tone: Tone
  /** The word: never left out, as colour and shape alone say too little. */
  children: ReactNode
  /** A few words more, shown as a hint. */
  hint?: string
  className?: string
}

/** A state: shape, colour and word. */
export function Status({ tone, children, hint, className }: StatusProps) {
  return (
    <span data-hint={hint} className={clsx('inline-flex items-center gap-1.5 align-middle whitespace-nowrap', className)}>
      <StatusIcon tone={tone} />
      {children}
    </span>
  )
}
