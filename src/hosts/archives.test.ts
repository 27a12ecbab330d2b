import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MemoryArchives, tooMany, type Archives } from './archives.ts'
import { ArchiveFolder } from './node/archive-folder.ts'

const name = (letter: string) => letter.repeat(64)
const bytes = (size: number) => new Uint8Array(size).fill(7)

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'archives-'))
})
afterAll(() => rm(folder, { recursive: true }))

const complaints: unknown[] = []
const kinds: readonly (readonly [string, () => Archives])[] = [
  ['in memory', () => new MemoryArchives(100)],
  ['in a folder', () => new ArchiveFolder(join(folder, 'world.archives'), (error) => complaints.push(error), 100)],
]

describe.each(kinds)('archives %s', (_, open) => {
  it('are kept until later ones need the room', async () => {
    const archives = open()
    expect(await archives.read(name('a'))).toBeNull()
    await archives.keep(name('a'), bytes(40))
    await archives.keep(name('b'), bytes(40))
    expect(new Uint8Array((await archives.read(name('a'))) ?? [])).toEqual(bytes(40))
    await archives.keep(name('a'), bytes(40)) // it is wanted again, so the other one is older now
    await archives.keep(name('c'), bytes(50))
    const there = await Promise.all(['a', 'b', 'c'].map(async (letter) => (await archives.read(name(letter))) !== null))
    expect(there).toEqual([true, false, true])
    expect(complaints).toEqual([])
  })
})

describe('a folder of archives', () => {
  it('holds nothing but what is named by a checksum, and says what it cannot keep', async () => {
    const archives = new ArchiveFolder(join(folder, 'other'), (error) => complaints.push(error))
    await archives.keep('../escape', bytes(1))
    expect(await archives.read('../escape')).toBeNull()
    await archives.keep(name('d'), bytes(1))
    expect(await readdir(join(folder, 'other'))).toEqual([name('d')])
    const blocked = new ArchiveFolder(join(folder, 'other', name('d')), (error) => complaints.push(error))
    await blocked.keep(name('e'), bytes(1))
    expect(complaints.splice(0)).toHaveLength(1)
  })
})

it('an archive larger than the limit is not kept', () => {
  const kept = [
    { checksum: 'a', size: 10 },
    { checksum: 'b', size: 101 },
  ]
  expect(tooMany(kept, 100)).toEqual(kept)
})
