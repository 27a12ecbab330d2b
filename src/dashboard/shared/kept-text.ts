// What people typed, kept in the browser: for as long as a tab is open, also when it is loaded anew, or for good. Storage can be
// forbidden or full; then it is not kept.

const keyOf = (what: string) => `dynorama ${import.meta.env.BASE_URL} ${what}`

function keptIn(storage: () => Storage) {
  return {
    load(what: string): string | null {
      try {
        return storage().getItem(keyOf(what))
      } catch {
        return null
      }
    },
    keep(what: string, text: string): void {
      try {
        storage().setItem(keyOf(what), text)
      } catch {
        // See above.
      }
    },
  }
}

export const keptInTab = keptIn(() => sessionStorage)
export const keptForGood = keptIn(() => localStorage)
