import { ReplayError } from '#kernel/world.ts'
import { UnreadableFile } from './journal-file.ts'
import { FileInUse } from './lock.ts'
import { UsageError, USAGE } from './options.ts'

/** Says in a sentence why the server did not start; what nobody foresaw, with its stack. */
export function explain(error: unknown): string {
  if (error instanceof UsageError) return `${error.message}\n\n${USAGE}`
  if (error instanceof UnreadableFile || error instanceof FileInUse) return error.message
  if (error instanceof ReplayError) {
    const cause = error.cause instanceof Error ? ` (${error.cause.message})` : ''
    return `The world's file was written by another version: its command ${error.position} cannot be done again${cause}. The file was left as it is; name another one with --data.`
  }
  if (!(error instanceof Error)) return String(error)
  if ('code' in error && 'port' in error && error.code === 'EADDRINUSE') {
    return `Port ${String(error.port)} is taken. Choose another one with --port, or --port 0 for any that is free.`
  }
  if ('code' in error && 'path' in error) return `${String(error.path)} cannot be used: ${error.message}.`
  return error.stack ?? error.message
}
