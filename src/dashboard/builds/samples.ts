import { sourceFromTexts, type DroppedSource } from './source.ts'

// The files themselves come with this module, which pages load when somebody asks for them.
const files = import.meta.glob('#platform/builds/samples/**/*', {
  query: '?raw',
  import: 'default',
  eager: true,
  exhaustive: true,
})

/** A bundled project as a source. */
export function sampleSource(id: string): DroppedSource {
  const texts: Record<string, string> = {}
  for (const [path, text] of Object.entries(files)) {
    const [, name, rest] = /\/builds\/samples\/([^/]+)\/(.+)$/.exec(path) ?? []
    if (name === id && rest !== undefined && typeof text === 'string') texts[rest] = text
  }
  return sourceFromTexts(`${id}-sample`, texts)
}
