import { parseXml, XmlElement, XmlError, XmlText } from '@rgrove/parse-xml'
import type { Document, Pom } from '#platform/builds/types.ts'

/** What a pom.xml says. A document type is passed over, with the entities that it may define. */
export function readPom(text: string): Document<Pom> {
  try {
    // The parser's own handling of foreign line ends takes time that grows with the square of the text.
    const { root } = parseXml(text.replace(/\r\n?/g, '\n'), { ignoreUndefinedEntities: true })
    if (root?.name !== 'project') return { error: `the root element is <${root?.name.slice(0, 80)}>, not <project>` }
    return { value: describe(root) }
  } catch (error) {
    if (!(error instanceof XmlError)) return { error: 'it is nested too deeply' }
    return { error: (error.message.split('\n', 1)[0] ?? '').slice(0, 200) }
  }
}

function describe(project: XmlElement): Pom {
  const dependencies = all(project, 'dependencies', 'dependency')
  const managed = all(project, 'dependencyManagement', 'dependencies', 'dependency')
  const plugins = all(project, 'build', 'plugins', 'plugin')
  const compiler = plugins.find((plugin) => textAt(plugin, 'artifactId') === 'maven-compiler-plugin')
  const configured = (name: string) => (compiler === undefined ? '' : textAt(compiler, 'configuration', name))
  const coordinates = (item: XmlElement) => ['groupId', 'artifactId', 'version'].map((name) => textAt(item, name)).join(':')
  const named = [...all(project, 'parent'), ...dependencies, ...plugins, ...managed]
  return {
    artifactId: textAt(project, 'artifactId'),
    version: textAt(project, 'version') || textAt(project, 'parent', 'version'),
    finalName: textAt(project, 'build', 'finalName'),
    compiler: configured('release') || configured('target'),
    properties: Object.fromEntries(
      all(project, 'properties')
        .slice(0, 1)
        .flatMap(elements)
        .map((item) => [item.name, textOf(item)]),
    ),
    dependencies: dependencies.filter((item) => textAt(item, 'scope') !== 'test').map(coordinates),
    groups: [...new Set(named.map((item) => textAt(item, 'groupId')))],
    modules: all(project, 'modules', 'module').map(textOf),
  }
}

const elements = (element: XmlElement) => element.children.filter((child) => child instanceof XmlElement)

/** The elements at the path below, e.g. all(project, 'build', 'plugins', 'plugin'). */
function all(element: XmlElement, ...path: readonly string[]): readonly XmlElement[] {
  return path.reduce<readonly XmlElement[]>(
    (found, name) => found.flatMap((item) => elements(item).filter((child) => child.name === name)),
    [element],
  )
}

/** The text of the first element at the path; '' when there is none. */
function textAt(element: XmlElement, ...path: readonly string[]): string {
  const [first] = all(element, ...path)
  return first === undefined ? '' : textOf(first)
}

/** The text directly within, trimmed. */
function textOf({ children }: XmlElement): string {
  return children
    .map((child) => (child instanceof XmlText ? child.text : ''))
    .join('')
    .trim()
}
