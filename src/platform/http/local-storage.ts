// MSW reads localStorage as it loads, for cookies that nothing here uses. Workers and Node have none: give it an empty one.
// Import this before anything of MSW's.

if (!('localStorage' in globalThis)) {
  const items = new Map<string, string>()
  Object.defineProperty(globalThis, 'localStorage', {
    value: {
      getItem: (key: string) => items.get(key) ?? null,
      setItem: (key: string, value: string) => void items.set(key, value),
      removeItem: (key: string) => void items.delete(key),
    },
  })
}
