import type { DroppedSource } from '#dashboard/builds/source.ts'

let pending: DroppedSource | null = null

/** Keeps what was dropped on one page for the page that makes an app of it. */
export function offerSource(source: DroppedSource): void {
  pending = source
}

/** Takes it over; null when nothing is offered. */
export function takeSource(): DroppedSource | null {
  const source = pending
  pending = null
  return source
}
