/** What the user chose; `system` follows the operating system. */
export type Theme = 'light' | 'dark' | 'system'

/** Where the choice is kept. public/theme.js reads the same key before the first paint. */
export const themeKey = 'dynorama.theme'

/** The canvas as hex, for the browser's own bars; the same as `--color-canvas` in theme.css and as in public/theme.js. */
export const themeColors = { light: '#f9f9fb', dark: '#0f0f12' } as const

const listeners = new Set<() => void>()

/** Tells when the theme was changed, here or in another tab. Returns the function that ends the subscription. */
export function subscribeTheme(listener: () => void): () => void {
  const fromOtherTab = (event: StorageEvent) => {
    if (event.key !== themeKey) return
    applyTheme(getTheme())
    listener()
  }
  listeners.add(listener)
  window.addEventListener('storage', fromOtherTab)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', fromOtherTab)
  }
}

/** The stored choice; `system` when there is none or storage is forbidden. */
export function getTheme(): Theme {
  try {
    const stored = localStorage.getItem(themeKey)
    return stored === 'light' || stored === 'dark' ? stored : 'system'
  } catch {
    return 'system'
  }
}

/** Stores the choice and applies it at once. Where storage is forbidden it holds until the page is left. */
export function setTheme(theme: Theme): void {
  try {
    if (theme === 'system') localStorage.removeItem(themeKey)
    else localStorage.setItem(themeKey, theme)
  } catch {
    // Private windows of some browsers forbid storage; the theme is applied all the same.
  }
  applyTheme(theme)
  for (const listener of listeners) listener()
}

function applyTheme(theme: Theme): void {
  const root = document.documentElement
  if (theme === 'system') delete root.dataset['theme']
  else root.dataset['theme'] = theme
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
    const own = meta.media.includes('dark') ? 'dark' : 'light'
    meta.content = themeColors[theme === 'system' ? own : theme]
  }
}
