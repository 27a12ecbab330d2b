import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { testKept } from '#engines/postgres/kept.testing.ts'
import { FolderKept } from './folder-kept.ts'

const folder = mkdtempSync(join(tmpdir(), 'dynorama-test-'))
afterAll(() => rmSync(folder, { recursive: true }))

testKept(() => new FolderKept(mkdtempSync(join(folder, 'kept-'))), 10)
