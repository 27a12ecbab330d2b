/**
 * A test for paths that a `.slugignore` leaves out. Its patterns are those of .gitignore without negation: a slash at
 * the start or within ties a pattern to the root, one at the end means folders only, `*` stays within a folder.
 */
export function slugIgnore(text: string): (path: string) => boolean {
  const patterns = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#') && !line.startsWith('!') && line.length <= 256)
    // Each further asterisk multiplies the work of a test; real patterns have one or two.
    .filter((line) => (line.match(/\*+/g)?.length ?? 0) <= 3)
    .slice(0, 500)
    .map(toRegExp)
  return (path) => path !== 'Procfile' && patterns.some((pattern) => pattern.test(path))
}

function toRegExp(pattern: string): RegExp {
  const body = pattern.replace(/^\/+|\/+$/g, '')
  const anchored = pattern.startsWith('/') || body.includes('/')
  const source = body
    .split(/(\*\*\/|\*+|\?)/)
    .map((part) => {
      if (part === '**/') return '(?:.*/)?'
      if (part === '?') return '[^/]'
      if (part.startsWith('**')) return '.*'
      return part.startsWith('*') ? '[^/]*' : part.replace(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
    })
    .join('')
  // What a folder's pattern matches has something below it; only files are ever tested.
  return new RegExp(`${anchored ? '^' : '(?:^|/)'}${source}${pattern.endsWith('/') ? '/' : '(?:/|$)'}`)
}
