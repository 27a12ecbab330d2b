import { describe, expect, it } from 'vitest'
import type { Documents } from '#platform/builds/types.ts'
import { concat, member, sample, tarGz, type Files } from './archives.testing.ts'
import { LIMITS } from './limits.ts'
import { readSource } from './read.ts'

const documents = async (files: Files) => (await readSource(tarGz({ ...files, other: '' }))).documents
const xml = async (text: string) => (await documents({ 'pom.xml': text }))['pom.xml']
const toml = async (text: string) => (await documents({ 'pyproject.toml': text }))['pyproject.toml']

/** What is wrong with a document. */
function errorOf(document: Documents[keyof Documents]): string {
  if (document === undefined || !('error' in document)) throw new Error(`expected an error, got ${JSON.stringify(document)}`)
  return document.error
}

/** As long as a manifest may be, made of one text. */
const full = (unit: string, around = '') => unit.repeat((LIMITS.text - around.length) / unit.length)

describe('pom.xml', () => {
  it('is reduced to what builds read', async () => {
    const pom = `<?xml version="1.0" encoding="UTF-8"?>
      <!-- a shop --><project xmlns="http://maven.apache.org/POM/4.0.0">
        <parent><groupId>org.springframework.boot</groupId><version>4.0.1</version></parent>
        <artifactId> shop </artifactId>
        <properties><java.version>21</java.version><lib.version><![CDATA[1.2]]></lib.version></properties>
        <dependencies>
          <dependency><groupId>a.b</groupId><artifactId>lib</artifactId><version>\${lib.version}</version></dependency>
          <dependency><groupId>c.d</groupId><artifactId>spec</artifactId><scope>test</scope></dependency>
        </dependencies>
        <build>
          <finalName>shop&amp;co</finalName>
          <plugins><plugin>
            <artifactId>maven-compiler-plugin</artifactId><configuration><release>25</release></configuration>
          </plugin></plugins>
        </build>
        <modules><module>web</module><module>api</module></modules>
      </project>`
    const value = {
      artifactId: 'shop',
      version: '4.0.1',
      finalName: 'shop&co',
      compiler: '25',
      properties: { 'java.version': '21', 'lib.version': '1.2' },
      dependencies: ['a.b:lib:${lib.version}'],
      groups: ['org.springframework.boot', 'a.b', 'c.d', ''],
      modules: ['web', 'api'],
    }
    expect(await xml(pom)).toEqual({ value })
    expect(await xml(`\uFEFF${pom.trim().replaceAll('\n', '\r\n')}`)).toEqual({ value })
  })

  it.each([
    ['an element that is never closed', '<project>\n<artifactId>x</project>', /artifactId.*\(line 2, column \d+\)$/],
    ['nothing', '', /line 1/],
    ['another document', '<html></html>', /the root element is <html>, not <project>/],
    ['two roots', '<project/><project/>', /line 1/],
  ])('says what is wrong with %s', async (_, text, error) => {
    expect(errorOf(await xml(text))).toMatch(error)
  })

  it('defines no entities, so that none can grow', async () => {
    const bomb = `<!DOCTYPE project [<!ENTITY a "${'x'.repeat(1000)}"><!ENTITY b "${'&a;'.repeat(1000)}">]>
      <project><artifactId>&b;&b;</artifactId></project>`
    expect(await xml(bomb)).toMatchObject({ value: { artifactId: '&b;&b;' } })
  })

  it.each(['<a>', '<a', '<a ', '&', '&amp;', '\r\n', '\r', '<!--', '<![CDATA[', ' ', '<a/>'])(
    'takes a file full of %j in its stride',
    async (unit) => {
      const inside = `<project>${full(unit, '<project></project>')}</project>`
      for (const text of [full(unit), inside]) expect(Object.keys((await xml(text)) ?? {})).toHaveLength(1)
    },
  )
})

describe('TOML', () => {
  it('tells the range of Python versions, by whichever tool', async () => {
    expect(await toml('[project]\nname = "x"\nrequires-python = """\n>=3.12"""\n')).toEqual({ value: { python: '>=3.12' } })
    expect(await toml('tool.poetry = { dependencies.python = "^3.13" }\r\n')).toEqual({ value: { python: '^3.13' } })
    expect(await toml('project = 1')).toEqual({ value: { python: '' } })
    const { Pipfile } = await documents({ Pipfile: '[requires]\npython_version = "3.12"\n' })
    expect(Pipfile).toEqual({ value: { python: '3.12' } })
  })

  it('says what is wrong, and where', async () => {
    expect(errorOf(await toml('[project]\nname =\n'))).toMatch(/ \(line 2, column \d+\)$/)
    expect(errorOf(await toml('a = 1\na = 2'))).toMatch(/line 2/)
    expect(errorOf(await toml(`a = ${full('[', 'a = ')}`)).length).toBeLessThan(300)
  })

  it('is not misled by names that objects have', async () => {
    expect(await toml('[__proto__]\nrequires-python = "1"\n[constructor]\nx = 1\n')).toEqual({ value: { python: '' } })
  })

  it('in lock files is read in full', async () => {
    const lock = 'requires-python = ">=3.12"\npackage = [\n  { name = "Flask", version = \'3.1.0\' },\n  { name = "rich" },\n]\n'
    const { locks } = await readSource(tarGz({ 'uv.lock': lock, 'poetry.lock': '<<<<<<< HEAD\n', other: '' }))
    expect(locks['uv.lock']).toEqual({
      packages: { flask: '3.1.0', rich: '' },
      dev: [],
      count: 2,
      about: { python: '>=3.12' },
    })
    expect(locks['poetry.lock']?.broken).toMatch(/line 1/)
  })
})

describe('which documents count', () => {
  it('those in the root, also below a folder that holds everything', async () => {
    const pom = sample('java')['pom.xml'] ?? ''
    const { documents: below } = await readSource(tarGz({ 'shop/pom.xml': pom, 'shop/web/pom.xml': '<', 'shop/Pipfile': '' }))
    expect(Object.keys(below)).toEqual(['pom.xml', 'Pipfile'])
    expect(below['pom.xml']).toEqual(await xml(pom))
    expect(await documents({ 'shop/pom.xml': pom })).toEqual({})
  })

  it('the last of several at one path', async () => {
    const bytes = concat(...['[', 'a = 1', '[project]\nrequires-python = ">=3"'].map((text) => member('pyproject.toml', text)))
    expect((await readSource(bytes)).documents['pyproject.toml']).toEqual({ value: { python: '>=3' } })
  })

  it('none that is too large', async () => {
    expect(await toml('#'.repeat(LIMITS.text + 1))).toBeUndefined()
  })
})
