import { onTestFinished } from 'vitest'

/** For the rest of a test requests do not show a stream of what they carry, as in Firefox. */
export function hideBodies(): void {
  const shown = Object.getOwnPropertyDescriptor(Request.prototype, 'body')
  if (!shown) throw new Error('Requests show no body here either.')
  Object.defineProperty(Request.prototype, 'body', { ...shown, get: () => undefined })
  onTestFinished(() => void Object.defineProperty(Request.prototype, 'body', shown))
}
