import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { ignoring } from './ignore.ts'
import { sourceFromFiles, sourceFromTexts, SourceProblem } from './source.ts'

/** A file as the picker of a folder gives it. */
function picked(path: string, content: string): File {
  return chosen(path.split('/').at(-1) ?? path, content, path)
}

/** A file as the picker of files gives it; Node's own knows nothing of folders. */
function chosen(name: string, content: string, path = ''): File {
  const file = new File([content], name)
  Object.defineProperty(file, 'webkitRelativePath', { value: path })
  return file
}

const project = [
  picked('shop/package.json', '{}'),
  picked('shop/.gitignore', 'dist/\n*.log\n/secrets.txt\n'),
  picked('shop/.slugignore', 'docs\n'),
  picked('shop/src/index.js', 'listen()'),
  picked('shop/src/target/keep.js', 'mine'),
  picked('shop/dist/bundle.js', 'built'),
  picked('shop/debug.log', 'x'),
  picked('shop/secrets.txt', 'x'),
  picked('shop/src/secrets.txt', 'kept'),
  picked('shop/docs/big.md', 'x'),
  picked('shop/node_modules/a/index.js', 'x'),
  picked('shop/packages/b/node_modules/c.js', 'x'),
  picked('shop/.git/HEAD', 'x'),
  picked('shop/target/app.jar', 'x'),
]

describe('a chosen folder', () => {
  test('is packed without what the build does not need', async () => {
    const source = await sourceFromFiles(project)
    const shares: number[] = []
    const names = Object.keys(unzipSync(await source.bytes((share) => shares.push(share))))
    expect(names.toSorted()).toEqual([
      '.gitignore',
      '.slugignore',
      'package.json',
      'src/index.js',
      'src/secrets.txt',
      'src/target/keep.js',
    ])
    expect([source.name, source.files]).toEqual(['shop', 6])
    expect(shares.at(-1)).toBe(1)
  })

  test('gives the same archive again', async () => {
    const one = await (await sourceFromFiles(project)).bytes()
    const other = await (await sourceFromFiles(project)).bytes()
    expect(one).toEqual(other)
  })

  test('with nothing to build is refused', async () => {
    await expect(sourceFromFiles([picked('shop/node_modules/a.js', 'x')])).rejects.toThrow(SourceProblem)
    await expect(sourceFromFiles([])).rejects.toThrow('Nothing was chosen')
  })

  test('packing can be stopped', async () => {
    const source = await sourceFromFiles(project)
    await expect(source.bytes(undefined, AbortSignal.abort())).rejects.toThrow(/abort/i)
  })
})

describe('a chosen file', () => {
  test('is sent as it is when it is an archive', async () => {
    const source = await sourceFromFiles([chosen('shop.tar.gz', 'bytes')])
    expect(strFromU8(await source.bytes())).toBe('bytes')
    expect(source.files).toBe(0)
  })

  test('that cannot be read says what to do', async () => {
    await expect(sourceFromFiles([chosen('shop.rar', 'x')])).rejects.toThrow('.tar.gz')
    await expect(sourceFromFiles([chosen('shop.zip', '')])).rejects.toThrow('empty')
  })

  test('of more than 200 MB is refused', async () => {
    const large = chosen('shop.zip', 'x')
    Object.defineProperty(large, 'size', { value: 201 * 1024 * 1024 })
    await expect(sourceFromFiles([large])).rejects.toThrow('201 MB')
  })
})

test('texts become an archive', async () => {
  const unzipped = unzipSync(await sourceFromTexts('go', { 'go.mod': 'module a', 'cmd/main.go': 'package main' }).bytes())
  expect(Object.fromEntries(Object.entries(unzipped).map(([path, bytes]) => [path, strFromU8(bytes)]))).toEqual({
    'go.mod': 'module a',
    'cmd/main.go': 'package main',
  })
})

test.each([
  ['a/**/b', 'a/x/y/b', true],
  ['a/**/b', 'a/b', true],
  ['*.tmp', 'deep/x.tmp', true],
  ['*.tmp', 'x.tmpl', false],
  ['build/', 'build', true],
  ['*', 'anything', false],
  ['!keep\nx', 'x', false],
  ['# note\n\nx', 'x', true],
])('a list with %j and the folder %s', (list, path, expected) => {
  expect(ignoring(list)(path, true)).toBe(expected)
})
