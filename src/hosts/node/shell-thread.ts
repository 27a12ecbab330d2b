import { parentPort } from 'node:worker_threads'
import type { ToShell } from '#shell/protocol.ts'
import { serveShell } from '#shell/serve.ts'

// The shell of `heroku run` in a thread: a loop without end then stops nothing but itself.

const port = parentPort
if (!port) throw new Error('This is started as a thread.')
const take = serveShell((message) => port.postMessage(message))
port.on('message', (message: ToShell) => take(message))
