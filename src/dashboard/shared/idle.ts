/** Long enough that what is on its way to the screen gets there first. */
const HEAD_START_MS = 1_200

/** Runs something once the page stands and the browser has nothing better to do. Answers how to call it off. */
export function whenIdle(run: () => void): () => void {
  let cancel = () => clearTimeout(timer)
  const timer = setTimeout(() => {
    if (!('requestIdleCallback' in window)) return run()
    const handle = requestIdleCallback(run, { timeout: 4_000 })
    cancel = () => cancelIdleCallback(handle)
  }, HEAD_START_MS)
  return () => cancel()
}
