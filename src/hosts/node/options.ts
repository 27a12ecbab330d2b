import { parseArgs } from 'node:util'

/** What `npm run api` can be told. */
export interface Options {
  /** 0: any that is free. */
  readonly port: number
  readonly address: string
  /** The file that keeps the world; null: it ends with the process. */
  readonly data: string | null
  readonly seed: string | undefined
  readonly scenario: string | undefined
  readonly allowOrigins: readonly string[]
  readonly enforceRateLimit: boolean
}

export const USAGE = `Usage: npm run api -- [options]

  --port 5100            the port to listen on; 0 for any that is free
  --host 127.0.0.1       the loopback address to listen on: 127.0.0.1, ::1 or localhost
  --data FILE            keep the world in this file, and go on with the one it has
  --scenario NAME        the world to begin
  --seed TEXT            what a new world's chance depends on
  --allow-origin ORIGIN  let pages of this origin use the API, as https://demo.example (can be repeated)
  --enforce-rate-limit   refuse requests past the hourly limit, instead of only counting them
  --help
`

/** Thrown for options that make no sense; the message says what does. */
export class UsageError extends Error {}

const LOOPBACK = ['127.0.0.1', '::1', 'localhost']

/** Reads the command line; null if only help was asked for. */
export function readOptions(args: readonly string[]): Options | null {
  const { values } = parse(args)
  if (values.help) return null
  const port = Number(values.port)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new UsageError(`--port must be a number from 0 to 65535, not ${values.port}.`)
  if (!LOOPBACK.includes(values.host)) {
    throw new UsageError(
      `--host must be one of ${LOOPBACK.join(', ')}: anybody who reaches this server may do anything with its world.`,
    )
  }
  for (const origin of values['allow-origin']) {
    if (!URL.canParse(origin) || new URL(origin).origin !== origin)
      throw new UsageError(`--allow-origin takes an origin such as https://demo.example, not ${origin}.`)
  }
  return {
    port,
    address: values.host,
    data: values.data ?? null,
    seed: values.seed,
    scenario: values.scenario,
    allowOrigins: values['allow-origin'],
    enforceRateLimit: values['enforce-rate-limit'],
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string', default: '5100' },
        host: { type: 'string', default: '127.0.0.1' },
        data: { type: 'string' },
        seed: { type: 'string' },
        scenario: { type: 'string' },
        'allow-origin': { type: 'string', multiple: true, default: [] },
        'enforce-rate-limit': { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error })
  }
}
