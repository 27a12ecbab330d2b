/** As long as a page waits for what it could also show later: long enough that most of it comes at once and nothing moves. */
const PATIENCE_MS = 400

/** Waits for what gives a page its geometry, but not for long; never fails. */
export async function soon(...parts: readonly Promise<unknown>[]): Promise<null> {
  await Promise.race([Promise.allSettled(parts), new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))])
  return null
}
