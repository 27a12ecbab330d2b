import type { ToShell } from './protocol.ts'
import { serveShell } from './serve.ts'

// The shell in a browser's worker: a loop without end then stops nothing but itself.

const take = serveShell((message) => self.postMessage(message))
self.addEventListener('message', ({ data }: MessageEvent<ToShell>) => take(data))
