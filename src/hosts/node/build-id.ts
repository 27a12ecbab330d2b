import { createHash } from 'node:crypto'
import { readdirSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Names the version of the code that a world's rows belong to: changes when a file of the simulation does. */
export function buildId(): string {
  const hash = createHash('sha256')
  for (const folder of ['kernel', 'platform']) {
    const root = fileURLToPath(new URL(`../../${folder}`, import.meta.url))
    const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter(
      (entry) => entry.isFile() && !entry.name.includes('.test.'),
    )
    for (const file of files.map((entry) => `${entry.parentPath}/${entry.name}`).sort()) {
      const { size, mtimeMs } = statSync(file)
      hash.update(`${file.slice(root.length)} ${size} ${mtimeMs}\n`)
    }
  }
  return hash.digest('hex').slice(0, 16)
}
