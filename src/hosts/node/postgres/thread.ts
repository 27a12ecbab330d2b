import { parentPort, workerData } from 'node:worker_threads'
import type { ToWorker } from '#engines/postgres/protocol.ts'
import { serve } from '#engines/postgres/serve.ts'
import { FolderKept } from './folder-kept.ts'

// A database in a thread: a statement without end then stops nothing but itself.

const port = parentPort
if (!port) throw new Error('This is started as a thread.')
const kept = new FolderKept(String(workerData))
const take = serve(kept, kept, (message) => port.postMessage(message))
port.on('message', (message: ToWorker) => take(message))
