// Manifests are parsed here, when a source is read, so that plans, which are made again and again, need no parser.
import type { Document, Documents, PythonProject } from '#platform/builds/types.ts'
import { asRecord, asString } from './json.ts'
import { readPom } from './pom.ts'
import { parseToml } from './toml.ts'

/** What the documents (see `isDocument`) among these texts say, by path. */
export function readDocuments(texts: ReadonlyMap<string, string>): Documents {
  const [pom, project, pip] = ['pom.xml', 'pyproject.toml', 'Pipfile'].map((path) => texts.get(path))
  return {
    ...(pom !== undefined && { 'pom.xml': readPom(pom) }),
    ...(project !== undefined && { 'pyproject.toml': pyproject(project) }),
    ...(pip !== undefined && { Pipfile: pipfile(pip) }),
  }
}

function pyproject(text: string): Document<PythonProject> {
  const parsed = parseToml(text)
  if ('error' in parsed) return parsed
  const { project, tool } = parsed.value
  const poetry = asRecord(asRecord(asRecord(tool).poetry).dependencies)
  return { value: { python: asString(asRecord(project)['requires-python']) || asString(poetry.python) } }
}

function pipfile(text: string): Document<PythonProject> {
  const parsed = parseToml(text)
  return 'error' in parsed ? parsed : { value: { python: asString(asRecord(parsed.value.requires).python_version) } }
}
