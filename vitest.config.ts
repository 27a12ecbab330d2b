import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    environment: 'node',
    include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
    exclude: [
      'src/platform/builds/samples/**',
      // Needs a program that most machines do not have.
      ...(process.env['REDIS_SERVER'] === undefined ? ['src/platform/redis/oracle.test.ts'] : []),
    ],
    reporters: ['default', 'json'],
    outputFile: { json: '.cache/vitest.json' },
  },
})
