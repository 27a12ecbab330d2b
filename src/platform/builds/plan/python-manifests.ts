import type { SourceTree } from '#platform/builds/types.ts'
import { hasFile, linesOf, lockOf, textOf } from '#platform/builds/source/tree.ts'

export type Manager = 'pip' | 'pipenv' | 'poetry' | 'uv'

/** The files of which one is needed, and who installs from it. */
export const MANAGERS: readonly (readonly [file: string, manager: Manager])[] = [
  ['requirements.txt', 'pip'],
  ['Pipfile.lock', 'pipenv'],
  ['poetry.lock', 'poetry'],
  ['uv.lock', 'uv'],
]

export interface Requirement {
  /** Lower case, with dashes: as package indexes normalise names. */
  readonly name: string
  /** Exact, or '' when it is not pinned. */
  readonly version: string
  /** As it was asked for, without environment markers: "django>=5.2,<6". */
  readonly spec: string
  readonly line: number
}

/** The packages of a requirements file and of those that it includes with -r. */
function requirements(tree: SourceTree, path = 'requirements.txt', seen: readonly string[] = []): Requirement[] {
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  const lines = linesOf((textOf(tree, path) ?? '').replace(/\\\n/g, ' '))
  return lines.slice(0, 2000).flatMap((raw, index): Requirement[] => {
    const line = raw.replace(/(^|\s)#.*$/, '').trim()
    const included = /^(?:-r|--requirement)[\s=]+(\S+)/.exec(line)?.[1]
    if (included !== undefined) {
      const next = `${folder}${included}`.replace(/^\.\//, '')
      return seen.includes(next) || seen.length > 8 ? [] : requirements(tree, next, [...seen, path])
    }
    const egg = /^(?:-e\s+)?(?:git|https?)\S*#egg=([\w.-]+)/.exec(raw.trim())?.[1]
    const [, name, , version] = /^([A-Za-z0-9][\w.-]*)\s*(\[[^\]]*\])?\s*(?:={2,3}\s*([\w.!+]+))?/.exec(line) ?? []
    const found = egg ?? name
    return found === undefined
      ? []
      : [{ name: normalized(found), version: version ?? '', spec: egg ?? line.split(/\s*;|\s+--/)[0] ?? '', line: index + 1 }]
  })
}

const normalized = (name: string) => name.toLowerCase().replace(/[-_.]+/g, '-')

/** Requirement lines that no installer would accept, with their numbers. */
export function badRequirements(tree: SourceTree): string[] {
  const lines = linesOf((textOf(tree, 'requirements.txt') ?? '').replace(/\\\n/g, ' '))
  return lines.flatMap((raw, index) => {
    const line = raw.replace(/(^|\s)#.*$/, '').trim()
    const fine = line === '' || /^(-|git\+|https?:|\.{0,2}\/|\.$|[A-Za-z0-9][\w.-]*\s*(\[[^\]]*\])?\s*($|[<>=!~;@(]))/.test(line)
    return fine ? [] : [`'${line.slice(0, 80)}' (from line ${index + 1} of requirements.txt)`]
  })
}

/** Which manager installs, with the packages it installs; undefined when none of the four files is there. */
export function pythonDependencies(
  tree: SourceTree,
): { readonly manager: Manager; readonly packages: readonly Requirement[] } | undefined {
  const found = MANAGERS.find(([file]) => hasFile(tree, file))
  if (found === undefined) return undefined
  const [file, manager] = found
  if (manager === 'pip') return { manager, packages: requirements(tree) }
  const locked = Object.entries(lockOf(tree, file)?.packages ?? {})
  return {
    manager,
    packages: locked.map(([name, version], index) => ({
      name: normalized(name),
      version,
      spec: `${name}==${version}`,
      line: index + 1,
    })),
  }
}

/** All names that are surely installed. */
export function pythonPackages(tree: SourceTree): ReadonlySet<string> {
  return new Set(pythonDependencies(tree)?.packages.map(({ name }) => name))
}

/** The range of Python versions that pyproject.toml asks for; '' when it does not say. */
export function requiresPython(tree: SourceTree): string {
  const found = tree.documents['pyproject.toml']
  return found !== undefined && 'value' in found ? found.value.python : ''
}
