// What a tab goes on with after a reload, and a new tab begins with: what was chosen last. Two tabs may be two people, or speak to
// two platforms. Storage can be forbidden; then a choice lasts as long as the page.

/** What this tab remembers, or else the last tab that chose. */
export function remembered(key: string): string | null {
  try {
    return sessionStorage.getItem(key) ?? localStorage.getItem(key)
  } catch {
    return null
  }
}

/** Remembers it for this tab and for new ones; null forgets it. */
export function remember(key: string, value: string | null): void {
  try {
    for (const storage of [sessionStorage, localStorage]) {
      if (value === null) storage.removeItem(key)
      else storage.setItem(key, value)
    }
  } catch {
    // See above.
  }
}
