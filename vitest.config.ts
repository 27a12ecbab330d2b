import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    environment: 'node',
    include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
    exclude: ['src/platform/builds/samples/**'],
    reporters: ['default', 'json'],
    outputFile: { json: '.cache/vitest.json' },
  },
})
