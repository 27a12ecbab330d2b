// `npm run check`: what can be known of the code without running it, side by side; one line each, and the output of what failed.
import { spawn } from 'node:child_process'

const checks: Readonly<Record<string, string>> = {
  types: 'tsc --noEmit -p .',
  'lint and import boundaries': 'oxlint',
  format: 'oxfmt --check',
  'unused code': 'knip --no-progress',
  // An installed tree hides a lock that lacks another platform's packages; a dry run of a clean install does not.
  'lock file': 'npm ci --dry-run --no-audit --no-fund --loglevel=error',
}

const results = await Promise.all(Object.entries(checks).map(([name, command]) => check(name, command)))
if (results.includes(false)) process.exitCode = 1

function check(name: string, command: string): Promise<boolean> {
  const started = performance.now()
  const child = spawn(command, { shell: true, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (output += data.toString()))
  return new Promise((resolve) => {
    child.on('close', (code) => {
      const seconds = ((performance.now() - started) / 1_000).toFixed(1)
      console.log(`${code === 0 ? '✓' : '✗'} ${name} (${seconds} s)`)
      if (code !== 0) console.log(`  ${command}\n${output.trimEnd().replaceAll(/^/gm, '  ')}`)
      resolve(code === 0)
    })
  })
}
