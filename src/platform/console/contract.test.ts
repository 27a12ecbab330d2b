import { expect, test } from 'vitest'
import { unpackFiles } from './contract.ts'

test('files come apart as they were put together, and those without content say so', () => {
  const head = {
    files: [
      { path: 'a.txt', size: 3, bytes: 3 },
      { path: 'big.bin', size: 9_000_000, bytes: null },
      { path: 'lib/ü.txt', size: 2, bytes: 2 },
    ],
    omitted: 4,
    kept: true,
  }
  const { files, ...rest } = unpackFiles(new TextEncoder().encode(`${JSON.stringify(head)}\none\u00fc`))
  expect(rest).toEqual({ kept: true, omitted: 4 })
  expect(
    [...files].map(([path, content]) => [path, typeof content === 'string' ? content : new TextDecoder().decode(content)]),
  ).toEqual([
    ['/app/a.txt', 'one'],
    ['/app/big.bin', '[9000000 bytes; the content of this file is not known here]\n'],
    ['/app/lib/ü.txt', 'ü'],
  ])
})
