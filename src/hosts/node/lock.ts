import { createHash } from 'node:crypto'
import { realpathSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'

// Two processes that append to one file would spoil it. A lock file would stay behind when a process is killed; a socket
// that somebody answers cannot.

/** Another process has the file. */
export class FileInUse extends Error {}

/** Takes a file for this process alone. Rejects if another one has it; answers how to let it go. */
export async function lockFile(path: string): Promise<() => void> {
  const socket = socketOf(path)
  const server = (await listen(socket)) ?? (await takeOver(socket))
  if (!server) throw new FileInUse(`${path} is in use by another process.`)
  server.unref()
  return () => server.close()
}

function socketOf(path: string): string {
  const folder = realpathSync(dirname(resolve(path)))
  const name = `dynorama-${createHash('sha256')
    .update(join(folder, basename(path)))
    .digest('hex')
    .slice(0, 20)}`
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`)
}

/** The listening server, or null if the address is taken. */
function listen(socket: string): Promise<Server | null> {
  return new Promise((done, fail) => {
    const server = createServer((connection) => connection.destroy())
    server.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? done(null) : fail(error)))
    server.listen(socket, () => done(server))
  })
}

/** What a killed process left behind answers nobody. */
async function takeOver(socket: string): Promise<Server | null> {
  if (await answers(socket)) return null
  await rm(socket, { force: true })
  return await listen(socket)
}

function answers(socket: string): Promise<boolean> {
  return new Promise((done) => {
    const connection = connect(socket)
    connection.once('connect', () => {
      connection.destroy()
      done(true)
    })
    connection.once('error', () => done(false))
  })
}
