// What is kept of a console while its tab is open, also when it is loaded anew. Storage can be forbidden; then it is not kept.

const keyOf = (what: string) => `dynorama ${import.meta.env.BASE_URL} sql ${what}`

export function loadText(what: string): string | null {
  try {
    return sessionStorage.getItem(keyOf(what))
  } catch {
    return null
  }
}

export function keepText(what: string, text: string): void {
  try {
    sessionStorage.setItem(keyOf(what), text)
  } catch {
    // See above.
  }
}
