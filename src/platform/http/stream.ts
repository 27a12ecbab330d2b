import { stillOpens } from '#platform/oauth/model.ts'
import type { PlatformWorld } from '#platform/world.ts'

/** Text that appears as simulated time passes: a build's output, a log, the change feed. */
export interface StreamAnswer {
  readonly contentType: 'text/plain; charset=utf-8' | 'text/event-stream'
  /** Whatever came since the last call, at the world's present time. */
  readonly pull: (world: PlatformWorld) => { readonly text: string; readonly done: boolean }
  /** Called once when nobody reads any more. */
  readonly close?: () => void
}

/** A stream that ends at once when the token that it was opened by is revoked, renewed or runs out. */
export const whileOpen = (stream: StreamAnswer, mark: string): StreamAnswer => ({
  ...stream,
  pull: (world) => (stillOpens(world, mark) ? stream.pull(world) : { text: '', done: true }),
})

/** Tells whether an answer is a stream. */
export const isStream = (answer: unknown): answer is StreamAnswer =>
  typeof answer === 'object' && answer !== null && 'pull' in answer
