import { readOptions, USAGE } from './options.ts'

// `npm run api`: the platform as an HTTP API on localhost.

await main()

async function main(): Promise<void> {
  try {
    const options = readOptions(process.argv.slice(2))
    if (!options) return void process.stdout.write(USAGE)
    // Loading the platform takes longest: --help and a wrong option need not wait for it.
    const [{ startHost }, { greeting }] = await Promise.all([import('./host.ts'), import('./greeting.ts')])
    const host = await startHost(options, (error, during) => console.error(`${during}:`, error))
    process.stdout.write(await greeting(host, options))
    const end = () => void host.close().then(() => process.exit(0))
    process.once('SIGINT', end).once('SIGTERM', end)
  } catch (error) {
    const { explain } = await import('./explain.ts')
    process.stderr.write(`${explain(error)}\n`)
    process.exitCode = 1
  }
}
