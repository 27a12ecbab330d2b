// `npm test`: everything, from a fresh clone. The last line is the sum over both runners: `N passed, N failed, N skipped`.
// A runner that crashes, or fails without naming a test, counts as one failure.
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBrowser } from './browser.mjs'
import { ensureInstalled, npm, root, run, runtime } from './setup.mjs'

const cache = join(root, '.cache')
const total = { passed: 0, failed: 0, skipped: 0 }

try {
  await ensureInstalled()
  mkdirSync(cache, { recursive: true })
  const built = await npm(['run', '--silent', 'build'])
  await runner('vitest.json', ['node_modules/vitest/vitest.mjs', 'run'], (report) => ({
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  }))
  if (built === 0) {
    process.env['CHROMIUM_PATH'] = await ensureBrowser()
    await runner('playwright.json', ['node_modules/@playwright/test/cli.js', 'test'], ({ stats }) => ({
      passed: stats.expected,
      failed: stats.unexpected + stats.flaky,
      skipped: stats.skipped,
    }))
  } else {
    console.error('The build failed, so the browser tests did not run.')
    total.failed++
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  total.failed++
}
process.exitCode = total.failed === 0 ? 0 : 1
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)

/** Runs one test runner and adds the counts of the report it leaves in the cache folder. */
async function runner(file, args, count) {
  const path = join(cache, file)
  rmSync(path, { force: true })
  const code = await run(runtime(), args)
  const counts = { passed: 0, failed: 0, skipped: 0 }
  try {
    Object.assign(counts, count(JSON.parse(readFileSync(path, 'utf8'))))
  } catch {
    console.error(`${args[0]} left no report.`)
    counts.failed = 1
  }
  if (code !== 0 && counts.failed === 0) counts.failed = 1
  for (const key of Object.keys(total)) total[key] += counts[key]
}
