/** Saves something where the browser saves downloads. */
export function saveFile(name: string, type: string, parts: readonly BlobPart[]): void {
  const url = URL.createObjectURL(new Blob([...parts], { type }))
  Object.assign(document.createElement('a'), { href: url, download: name }).click()
  // Not at once: some browsers fetch it a little later.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
