import { deflateSync, gzipSync, strToU8 } from 'fflate'
import fc from 'fast-check'
import { isDeepStrictEqual } from 'node:util'
import { describe, expect, it } from 'vitest'
import type { SourceTree } from '#platform/builds/types.ts'
import { concat, LANGUAGES, member, sample, tar, tarGz, tarHeader, zip } from './archives.testing.ts'
import { sha256Digest } from './checksum.ts'
import { SourceError } from './error.ts'
import { LIMITS } from './limits.ts'
import { readSource } from './read.ts'
import { SourceTreeSchema } from './schema.ts'

const project = { 'package.json': '{"name":"x"}', 'server.js': 'http.listen(process.env.PORT)', 'src/a.js': 'let a' }
const end = new Uint8Array(1024)
/** Whether a journal takes it, as it is. */
const isKept = (tree: SourceTree) => {
  const json: unknown = JSON.parse(JSON.stringify(tree))
  return isDeepStrictEqual(SourceTreeSchema.safeParse(json).data, json)
}
const paths = async (bytes: Uint8Array) => (await readSource(bytes)).files.map(({ path }) => path)

/** The refusal of an archive. */
async function refusal(bytes: Uint8Array, limits = LIMITS): Promise<SourceError> {
  const error = await readSource(bytes, limits).then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof SourceError)) throw new Error(`expected a SourceError, got ${String(error)}`)
  return error
}

describe('archives of every kind', () => {
  it.each([
    ['.tar.gz', tarGz(project)],
    ['.tar', tar(project)],
    ['.zip', zip(project)],
  ])('reads a %s', async (_, bytes) => {
    const tree = await readSource(bytes)
    expect(tree.files).toEqual([
      { path: 'package.json', size: 12 },
      { path: 'server.js', size: 29 },
      { path: 'src/a.js', size: 5 },
    ])
    expect(tree).toMatchObject({ texts: { 'package.json': '{"name":"x"}' }, size: 46, omitted: 0 })
    expect(isKept(tree)).toBe(true)
  })

  it.each(LANGUAGES)('reads the %s sample alike from folder, top folder, tar and zip', async (language) => {
    const files = sample(language)
    const below = Object.fromEntries(Object.entries(files).map(([path, content]) => [`${language}-main/${path}`, content]))
    const [first, ...others] = await Promise.all(
      [tarGz(files), tarGz(below), zip(files), zip(below)].map((bytes) => readSource(bytes)),
    )
    for (const other of others) expect({ ...other, checksum: '' }).toEqual({ ...first, checksum: '' })
    expect(Object.keys(first?.texts ?? {})).toContain('Procfile')
  })

  it('knows the same archive again by its checksum', async () => {
    const [one, two, other] = await Promise.all(
      [tarGz(project), tarGz(project), tarGz({ ...project, b: '' })].map((bytes) => readSource(bytes)),
    )
    expect(one?.checksum).toMatch(/^[0-9a-f]{64}$/)
    expect(one?.checksum).toBe(two?.checksum)
    expect(one?.checksum).not.toBe(other?.checksum)
  })

  it('computes the checksum where the page has no crypto.subtle', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        const expected = new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes)))
        expect(sha256Digest(bytes)).toEqual(expected)
      }),
    )
  })

  it('leaves out what is not source', async () => {
    const files = {
      'app/index.php': '',
      '__MACOSX/app/._index.php': 'x',
      'app/._x': 'x',
      'app/.git/HEAD': 'ref',
      'app/.DS_Store': 'x',
    }
    expect(await paths(zip(files))).toEqual(['index.php'])
  })

  it('reads long names: pax, GNU and ustar prefixes', async () => {
    const long = `${'folder/'.repeat(30)}file.txt`
    const record = (text: string) => {
      const length = strToU8(text).length + 2
      return `${length + String(length + 2).length} ${text}\n`
    }
    const pax = concat(member('PaxHeader', record(`path=${long}`), 'x'), member('short', 'a'), end)
    const gnu = concat(member('././@LongLink', `${long}\0`, 'L'), member('short', 'a'), end)
    const ustar = concat(member('file.txt', 'a', '0', '', 'folder/'.repeat(20).slice(0, -1)), member('b', ''), end)
    expect(await paths(concat(pax.subarray(0, -1024), member('b', ''), end))).toEqual(['b', long])
    expect(await paths(concat(gnu.subarray(0, -1024), member('b', ''), end))).toEqual(['b', long])
    expect(await paths(ustar)).toEqual(['b', `${'folder/'.repeat(20)}file.txt`])
  })

  it('ignores a global pax header, directories, and links within the project', async () => {
    const bytes = concat(
      member('pax_global_header', '52 comment=abc\n', 'g'),
      tarHeader('app/', 0, '5'),
      member('app/a', 'a'),
      tarHeader('app/lib/link', 0, '2', '../a'),
      tarHeader('app/hard', 0, '1', 'app/a'),
      member('app/b', 'b'),
      end,
    )
    expect(await paths(bytes)).toEqual(['a', 'b'])
  })

  it('accepts a tar without its closing blocks', async () => {
    expect(await paths(concat(member('a', 'x'), member('b', 'y')))).toEqual(['a', 'b'])
  })
})

describe('what is kept', () => {
  it('applies .slugignore', async () => {
    const files = {
      '.slugignore': '# docs\n*.psd\n/spec\nlogs/\n!keep',
      'a.psd': '',
      'x/b.psd': '',
      'spec/t.rb': '',
      'x/spec/t.rb': '',
      'logs/a': '',
      log: '',
      Procfile: '',
    }
    expect(await paths(tarGz(files))).toEqual(['.slugignore', 'Procfile', 'log', 'x/spec/t.rb'])
  })

  it('keeps manifests, not code, and lock files as names and versions', async () => {
    const lock = JSON.stringify({
      lockfileVersion: 3,
      packages: {
        '': {},
        'node_modules/a': { version: '1.2.3' },
        'node_modules/a/node_modules/b': { version: '2.0.0', dev: true },
      },
    })
    const tree = await readSource(tarGz({ 'package.json': '{}', 'package-lock.json': lock, 'index.js': 'code' }))
    expect(Object.keys(tree.texts)).toEqual(['package.json'])
    expect(tree.locks['package-lock.json']).toEqual({
      packages: { a: '1.2.3', b: '2.0.0' },
      dev: ['b'],
      count: 2,
      about: { version: '3' },
    })
  })

  it.each([
    [
      'yarn.lock',
      '# yarn lockfile v1\n\n"@x/a@^1.0.0", "@x/a@~1.1.0":\n  version "1.1.5"\n\nb@*:\n  version "2.0.0"\n',
      { '@x/a': '1.1.5', b: '2.0.0' },
    ],
    ['yarn.lock', '__metadata:\n  version: 8\n\n"b@npm:^2.0.0":\n  version: 2.1.0\n', { b: '2.1.0' }],
    [
      'pnpm-lock.yaml',
      "lockfileVersion: '9.0'\npackages:\n\n  '@x/a@1.1.5':\n    resolution: {}\n\n  b@2.0.0(c@1.0.0):\n    dev: true\n",
      { '@x/a': '1.1.5', b: '2.0.0' },
    ],
    ['poetry.lock', '[[package]]\nname = "Flask"\nversion = "3.1.0"\n', { flask: '3.1.0' }],
    ['uv.lock', 'version = 1\nrequires-python = ">=3.12"\n\n[[package]]\nname = "django"\nversion = "5.2"\n', { django: '5.2' }],
    ['Pipfile.lock', '{"default":{"Flask":{"version":"==3.1.0"}}}', { flask: '3.1.0' }],
    ['composer.lock', '{"packages":[{"name":"slim/slim","version":"v4.1.0"}]}', { 'slim/slim': '4.1.0' }],
    ['go.sum', 'github.com/a/b v1.2.0 h1:x=\ngithub.com/a/b v1.2.0/go.mod h1:y=\n', { 'github.com/a/b': 'v1.2.0' }],
    [
      'Gemfile.lock',
      'GEM\n  specs:\n    rack (3.1.0)\n    nokogiri (1.18.0-x86_64-linux-gnu)\n      racc (~> 1.4)\n\nDEPENDENCIES\n  rack\n',
      { rack: '3.1.0', nokogiri: '1.18.0' },
    ],
  ])('reads %s', async (path, text, packages) => {
    const tree = await readSource(tarGz({ [path]: text, other: '' }))
    expect(tree.locks[path]?.packages).toEqual(packages)
  })

  it('finds out where code listens', async () => {
    const signals = async (files: Record<string, string>) => (await readSource(tarGz(files))).signals
    expect(await signals({ 'a.js': 'app.listen(3000)', b: '' })).toEqual({ mentionsPort: false, listensOn: { 'a.js': 3000 } })
    expect(await signals({ 'a.js': 'const port = 4000\napp.listen(port)', b: '' })).toEqual({
      mentionsPort: false,
      listensOn: { 'a.js': 4000 },
    })
    expect((await signals({ 'a.js': 'const { PORT = 3000 } = process.env\napp.listen(PORT)', b: '' })).mentionsPort).toBe(true)
    expect((await signals({ 'a.go': 'http.ListenAndServe(":8080", nil)', b: '' })).listensOn).toEqual({ 'a.go': 8080 })
    expect((await signals({ 'app.py': 'app.run(host="0.0.0.0", port=5000)', b: '' })).listensOn).toEqual({ 'app.py': 5000 })
    expect((await signals({ 'node_modules/x/a.js': 'process.env.PORT; a.listen(80)', b: '' })).mentionsPort).toBe(false)
  })

  it('stays small however large the source is', async () => {
    const many = Object.fromEntries(Array.from({ length: 4000 }, (_, i) => [`node_modules/pkg-${i}/lib/deep/index.js`, 'x']))
    const tree = await readSource(tarGz({ ...many, 'package.json': '{}' }))
    expect(tree.files).toHaveLength(LIMITS.listed)
    expect(tree.files.map(({ path }) => path)).toContain('package.json')
    expect(tree.omitted).toBe(1001)
    expect(tree.size).toBe(4002)
  })
})

describe('what is refused', () => {
  it.each([
    ['nothing', new Uint8Array(0), 'invalid_params', /empty/],
    ['text', strToU8('hello, I am no archive'.repeat(40)), 'bad_request', /not an archive.*\.tar\.gz/],
    ['bzip2', strToU8('BZh91AY&SY'), 'bad_request', /bzip2/],
    ['gzip of something else', gzipSync(strToU8('just text '.repeat(200))), 'bad_request', /does not hold a tar/],
    ['an empty tar', new Uint8Array(10_240), 'invalid_params', /no files/],
    ['an empty zip', zip({}), 'invalid_params', /no files/],
    ['a truncated gzip', tarGz(sample('java')).subarray(0, 900), 'bad_request', /damaged/],
    ['a truncated tar', tar(sample('java')).subarray(0, 1400), 'bad_request', /damaged/],
    ['a truncated zip', zip(project).subarray(0, 200), 'bad_request', /damaged.*end of the zip/],
    ['a parent path', tarGz({ '../outside': 'x', ok: '' }), 'invalid_params', /climbs out/],
    ['a hidden parent path', zip({ 'a/../../outside': 'x' }), 'invalid_params', /climbs out/],
    ['an absolute path', concat(member('/etc/passwd', 'x'), end), 'invalid_params', /absolute/],
    ['a drive letter', zip({ 'C:/x.txt': 'x' }), 'invalid_params', /absolute/],
    ['backslashes', tarGz({ 'src\\a.js': 'x' }), 'invalid_params', /backslash/],
    ['a link out', concat(tarHeader('app/x', 0, '2', '../../etc/passwd'), end), 'invalid_params', /points outside/],
    ['an absolute link', concat(tarHeader('x', 0, '2', '/etc/passwd'), end), 'invalid_params', /points outside/],
    ['a broken header', concat(member('a', 'x'), new Uint8Array(512).fill(65), end), 'bad_request', /header after 1 entries/],
  ] as const)('%s', async (_, bytes, id, message) => {
    const error = await refusal(bytes)
    expect(error.message).toMatch(message)
    expect(error.id).toBe(id)
  })

  it('too many files', async () => {
    expect((await refusal(tarGz(project), { ...LIMITS, files: 2 })).message).toMatch(/more than 2 files/)
  })

  it('too large an archive, before it is looked at', async () => {
    expect((await refusal(new Uint8Array(2000), { ...LIMITS, archive: 1024 })).message).toMatch(/larger than 1024 bytes/)
  })

  it.each([
    ['tar.gz', tarGz],
    ['zip', zip],
  ])('a bomb in a %s, as soon as the limit is passed', async (_, pack) => {
    const bomb = pack({ 'zeros.bin': new Uint8Array(8_000_000) })
    expect(bomb.length).toBeLessThan(20_000)
    expect((await refusal(bomb, { ...LIMITS, unpacked: 1024 * 1024 })).message).toMatch(/larger than 1 MB when unpacked/)
  })

  it('a tar that announces more than the limit, without waiting for it', async () => {
    expect((await refusal(concat(tarHeader('big', 0o77777777777, '0'), end))).message).toMatch(/larger than 1 GB/)
  })

  it('a zip that hides how much it unpacks to', async () => {
    const bytes = zip({ 'a.bin': new Uint8Array(1_000_000) })
    const view = new DataView(bytes.buffer)
    const at = bytes.findIndex((_, i) => view.getUint32(Math.min(i, bytes.length - 4), true) === 0x02014b50)
    view.setUint32(at + 24, 10, true)
    expect((await refusal(bytes)).message).toMatch(/does not unpack to what the archive says/)
  })

  it('a zip whose content was changed', async () => {
    const bytes = zip({ 'a.txt': 'some content that is long enough to be found' })
    const at = bytes.findIndex((byte, i) => byte === deflateSync(strToU8('some'))[0] && i > 35)
    bytes[Math.max(at, 36)] = 255
    expect((await refusal(bytes)).id).toBe('bad_request')
  })
})

describe('any bytes', () => {
  const outcome = async (bytes: Uint8Array) => {
    try {
      return isKept(await readSource(bytes))
    } catch (error) {
      return error instanceof SourceError && error.message.length > 20
    }
  }

  it('are read or refused by a SourceError', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), async (bytes) => {
        expect(await outcome(bytes)).toBe(true)
      }),
    )
  })

  it.each([
    ['tar', tar(sample('nodejs'))],
    ['tar.gz', tarGz(sample('nodejs'))],
    ['zip', zip(sample('nodejs'))],
  ])('%s archives with flipped, cut and repeated bytes', async (_, original) => {
    const at = fc.nat({ max: original.length - 1 })
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(at, fc.nat({ max: 255 })), { maxLength: 6 }),
        at,
        fc.boolean(),
        async (flips, cut, cuts) => {
          const bytes = original.slice(0, cuts ? cut : undefined)
          for (const [index, value] of flips) if (index < bytes.length) bytes[index] = value
          expect(await outcome(bytes)).toBe(true)
        },
      ),
      { numRuns: 150 },
    )
  })
})
