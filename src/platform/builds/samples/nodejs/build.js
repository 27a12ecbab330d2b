import { writeFile } from 'node:fs/promises'

await writeFile('build.json', JSON.stringify({ builtWith: process.version }))
console.log('Wrote build.json')
