import { setRegion } from './announce.ts'

/** Where `announce` speaks. Mounted once, outside everything that may be hidden. */
export function LiveRegion() {
  return (
    <>
      <div ref={(element) => setRegion('polite', element)} role="status" className="sr-only" />
      <div ref={(element) => setRegion('assertive', element)} role="alert" className="sr-only" />
    </>
  )
}
