import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { importProblem } from './boundaries.ts'

const allowed: readonly (readonly [file: string, specifier: string])[] = [
  ['src/main.tsx', '#hosts/browser/start.ts'],
  ['src/main.tsx', '#dashboard/routes.tsx'],
  ['src/kernel/world.ts', './table.ts'],
  ['src/platform/apps/model.ts', '#kernel/world.ts'],
  ['src/platform/apps/model.ts', '#platform/releases/model.ts'],
  ['src/platform/apps/handlers.ts', '#platform/http/errors.ts'],
  ['src/platform/apps/handlers.ts', 'msw'],
  ['src/platform/apps/contract.ts', 'zod/mini'],
  ['src/platform/index.ts', '#platform/apps/handlers.ts'],
  ['src/platform/index.ts', './apps/handlers.ts'],
  ['src/hosts/browser/world.ts', '#platform/index.ts'],
  ['src/hosts/node/main.ts', 'node:http'],
  ['src/hosts/node/main.ts', '#hosts/security.ts'],
  ['src/client/apps.ts', '#platform/apps/contract.ts'],
  ['src/dashboard/apps/list.tsx', '#client/apps.ts'],
  ['src/dashboard/apps/list.tsx', '#ui/Button.tsx'],
  ['src/dashboard/apps/list.tsx', 'react-router'],
  ['src/ui/Dialog.tsx', '@base-ui/react/dialog'],
  ['src/platform/apps/model.test.ts', '#platform/releases/handlers.ts'],
  ['src/platform/apps/model.test.ts', 'fast-check'],
  ['e2e/apps.spec.ts', './support/test.ts'],
  ['scripts/serve.mjs', '#hosts/security.ts'],
]

const refused: readonly (readonly [file: string, specifier: string])[] = [
  ['src/kernel/world.ts', '#platform/apps/model.ts'],
  ['src/kernel/world.ts', 'msw'],
  ['src/platform/apps/model.ts', '#hosts/browser/world.ts'],
  ['src/platform/apps/model.ts', '#client/apps.ts'],
  ['src/platform/apps/model.ts', 'react'],
  ['src/platform/apps/model.ts', 'node:fs'],
  ['src/platform/apps/model.ts', '#platform/releases/handlers.ts'],
  ['src/platform/scenarios/company.ts', '#platform/apps/handlers.ts'],
  ['src/hosts/browser/world.ts', '#platform/apps/model.ts'],
  ['src/hosts/browser/world.ts', '#hosts/node/main.ts'],
  ['src/hosts/browser/world.ts', 'node:fs'],
  ['src/hosts/browser/world.ts', '#dashboard/routes.tsx'],
  ['src/client/apps.ts', '#platform/index.ts'],
  ['src/client/apps.ts', '#kernel/world.ts'],
  ['src/client/apps.ts', '#dashboard/routes.tsx'],
  ['src/dashboard/apps/list.tsx', '#platform/apps/model.ts'],
  ['src/dashboard/apps/list.tsx', '#hosts/browser/start.ts'],
  ['src/ui/Button.tsx', '#dashboard/apps/list.tsx'],
  ['src/ui/Button.tsx', '#platform/apps/contract.ts'],
  ['src/ui/Button.tsx', '@tanstack/react-query'],
  ['src/ui/Button.tsx', '../main.tsx'],
  ['src/ui/Button.test.ts', '../main.tsx'],
  ['src/ui/Button.tsx', './Spinner'],
  ['src/ui/Button.tsx', '#ui/Spinner'],
  ['src/new-layer/a.ts', './b.ts'],
]

describe('import boundaries', () => {
  test.each(allowed)('%s may import %s', (file, specifier) => {
    expect(importProblem(file, specifier)).toBeUndefined()
  })

  test.each(refused)('%s may not import %s', (file, specifier) => {
    expect(importProblem(file, specifier)).toMatch(/\w/)
  })

  test('every folder of src/ has its rule', () => {
    const folders = readdirSync('src', { withFileTypes: true }).filter((entry) => entry.isDirectory())
    for (const { name } of folders) expect(importProblem(`src/${name}/a.ts`, './b.ts')).toBeUndefined()
  })
})
