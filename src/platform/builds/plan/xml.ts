// Just enough XML for a pom.xml: a full parser would weigh more than all builds together.

export interface XmlElement {
  readonly name: string
  readonly children: readonly XmlElement[]
  /** The text directly within, trimmed. */
  readonly text: string
}

interface Open {
  name: string
  children: XmlElement[]
  text: string
}

const PART =
  /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<\?[\s\S]*?\?>|<!DOCTYPE[^>[]*(?:\[[^\]]*\])?[^>]*>|<(\/?)([A-Za-z_][\w.:-]*)((?:\s+[^\s=<>/]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|[^<]+/y
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const MAX_DEPTH = 100

/** The root element, or what is wrong and in which line. */
export function parseXml(
  text: string,
): { readonly ok: true; readonly root: XmlElement } | { readonly ok: false; readonly error: string } {
  const xml = text.replace(/^\uFEFF/, '')
  const stack: Open[] = [{ name: '', children: [], text: '' }]
  const fail = (at: number, what: string) =>
    ({ ok: false, error: `${what} (line ${xml.slice(0, at).split('\n').length})` }) as const
  PART.lastIndex = 0
  for (let at = 0; at < xml.length; at = PART.lastIndex) {
    const part = PART.exec(xml)
    const parent = stack.at(-1)
    if (part === null || parent === undefined) return fail(at, 'a tag is not well-formed')
    const [all, cdata, slash, name, , empty] = part
    if (name === undefined) {
      const content =
        cdata ??
        (all.startsWith('<') ? '' : all.replace(/&(amp|lt|gt|quot|apos);/g, (_, entity: string) => ENTITIES[entity] ?? ''))
      if (stack.length === 1 && content.trim() !== '') return fail(at, 'there is text outside the root element')
      parent.text += content
    } else if (slash === '/') {
      if (parent.name !== name)
        return fail(
          at,
          parent.name === '' ? `</${name}> closes nothing` : `</${name}> found where </${parent.name}> was expected`,
        )
      stack.pop()
      stack.at(-1)?.children.push({ ...parent, text: parent.text.trim() })
    } else if (empty === '/') parent.children.push({ name, children: [], text: '' })
    else if (stack.length > MAX_DEPTH) return fail(at, 'elements are nested too deeply')
    else stack.push({ name, children: [], text: '' })
  }
  if (stack.length > 1) return fail(xml.length, `<${stack.at(-1)?.name}> is never closed`)
  const roots = stack[0]?.children ?? []
  if (roots.length > 1) return fail(xml.length, 'there is more than one root element')
  return roots[0] === undefined ? fail(0, 'there is no element') : { ok: true, root: roots[0] }
}

/** The elements at the path below, e.g. all(root, 'build', 'plugins', 'plugin'). */
export function all(element: XmlElement, ...path: readonly string[]): readonly XmlElement[] {
  return path.reduce<readonly XmlElement[]>(
    (found, name) => found.flatMap(({ children }) => children.filter((child) => child.name === name)),
    [element],
  )
}

/** The text of the first element at the path; '' when there is none. */
export function textAt(element: XmlElement, ...path: readonly string[]): string {
  return all(element, ...path)[0]?.text ?? ''
}
