// Applies the stored theme before the first paint. Loaded as a blocking script from <head>, after the theme-color metas
// (one with media="(prefers-color-scheme: light)", one with dark). The rest is in src/ui/theme.ts.
;(() => {
  let theme = null
  try {
    theme = localStorage.getItem('dynorama.theme')
  } catch {
    return
  }
  const colors = { light: '#f9f9fb', dark: '#0f0f12' }
  if (theme !== 'light' && theme !== 'dark') return
  document.documentElement.dataset.theme = theme
  for (const meta of document.querySelectorAll('meta[name="theme-color"]')) meta.content = colors[theme]
})()
