// `npm start`: from a fresh clone to the dashboard in the browser. Options go to the server: `npm start -- --port 4500`.
import { ensureInstalled, npm, run, runtime } from './setup.mjs'

try {
  await ensureInstalled()
  if ((await npm(['run', '--silent', 'build'])) !== 0) throw new Error('The build failed, see above.')
  process.exitCode = await run(runtime(), ['scripts/serve.mjs', ...process.argv.slice(2)])
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
