/** What no build needs, by the name of a file or folder: it is made again by the build, or belongs to the machine. */
const always = new Set([
  '.git',
  '.hg',
  '.svn',
  'node_modules',
  '.venv',
  'venv',
  '__pycache__',
  '.DS_Store',
  'Thumbs.db',
  '.bundle',
  '.gradle',
  '.m2',
  '.tox',
  '.next',
  '.cache',
  '.idea',
])
/** The same below the project's own root only: deeper they may be the project's own. */
const atRoot = new Set(['target', 'vendor/bundle', 'tmp', 'log', 'coverage'])

/** Decides whether a path, relative to the project's root, stays behind. */
export type Ignore = (path: string, folder: boolean) => boolean

/**
 * What to leave behind: what no build needs, and what the project's `.gitignore` and `.slugignore` plainly name. Plainly means
 * names and paths with `*` and `**`; a pattern that takes back another (`!`) ends the reading of its file, so that rather too
 * much is sent than too little.
 */
export function ignoring(...files: readonly string[]): Ignore {
  const patterns = files.flatMap(readPatterns)
  return (path, folder) => {
    const name = path.slice(path.lastIndexOf('/') + 1)
    if (always.has(name) || (folder && atRoot.has(path))) return true
    return patterns.some(({ test, foldersOnly }) => (folder || !foldersOnly) && test.test(path))
  }
}

interface Pattern {
  readonly test: RegExp
  readonly foldersOnly: boolean
}

function readPatterns(text: string): readonly Pattern[] {
  const patterns: Pattern[] = []
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.trim()
    if (line === '' || line.startsWith('#')) continue
    if (line.startsWith('!')) break
    if (/[[\]\\?]/.test(line)) continue
    const foldersOnly = line.endsWith('/')
    const body = line.replace(/^\/|\/+$/g, '')
    if (body === '' || /^\*+$/.test(body)) continue
    // With a slash inside or in front it means a path from the root, else a name at any depth.
    const anchored = /^\/|.\/./.test(line)
    const source = body
      .replace(/[.+^${}()|]/g, '\\$&')
      .replace(/\*\*\/|\*\*|\*/g, (stars) => (stars === '**/' ? '(?:.*/)?' : stars === '**' ? '.*' : '[^/]*'))
    patterns.push({ test: new RegExp(`${anchored ? '^' : '(?:^|/)'}${source}$`), foldersOnly })
  }
  return patterns
}
