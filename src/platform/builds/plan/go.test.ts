import { describe, expect, it } from 'vitest'
import type { Files } from '#platform/builds/source/archives.testing.ts'
import { failure, success } from './plan.testing.ts'

describe('Go', () => {
  it.each([
    ['go 1.26', '1.26.5'],
    ['go 1.24.0', '1.24.13'],
    ['go 1.25.3', '1.25.3'],
    ['go 1.24\n\ntoolchain go1.25.12', '1.25.12'],
    ['', '1.25.12'],
  ])('%s gives %s', async (directive, version) => {
    expect((await success({ 'go.mod': `module example.com/x\n\n${directive}\n`, 'main.go': '' })).slug.runtime.version).toBe(
      version,
    )
  })

  it.each([
    ['another way of managing dependencies', { 'Gopkg.lock': '', 'main.go': '' }, /Go modules are required[\s\S]*Gopkg\.lock/],
    ['a Go that does not exist', { 'go.mod': 'module x\n\ngo 1.99\n', 'main.go': '' }, /Unsupported Go version/],
    ['nothing to install', { 'go.mod': 'module x\n\ngo 1.25\n', 'internal/a.go': '' }, /No main packages were found/],
    [
      'a module that go.sum does not know',
      { 'go.mod': 'module x\n\ngo 1.25\n\nrequire github.com/a/b v1.0.0\n', 'main.go': '', 'go.sum': '' },
      /missing go\.sum entry.*github\.com\/a\/b/,
    ],
  ])('fails on %s', async (_, files, message) => {
    expect(await failure(files as Files)).toMatch(message)
  })
})
