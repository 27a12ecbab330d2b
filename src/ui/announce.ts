type Politeness = 'polite' | 'assertive'

const regions: Record<Politeness, HTMLElement | null> = { polite: null, assertive: null }

/** Hands a region over to `announce`; LiveRegion does this. */
export function setRegion(politeness: Politeness, element: HTMLElement | null): void {
  regions[politeness] = element
}

/** Has assistive technology read a sentence out. Nothing is shown, so it must never be the only trace. */
export function announce(text: string, politeness: Politeness = 'polite'): void {
  const region = regions[politeness]
  if (!region) return
  // The same words twice are read twice only if the region's content changes.
  region.textContent = region.textContent === text ? `${text}\u00a0` : text
}
