import { files } from 'virtual:postgres-files'
import { FetchedSupply } from './fetched-supply.ts'
import { IndexedKept } from './indexed-kept.ts'
import { serve } from './serve.ts'
import type { ToWorker } from './protocol.ts'

// A database in a browser's worker: a statement without end then stops nothing but itself.

const take = serve(new IndexedKept(self.name), new FetchedSupply(files), (message) => self.postMessage(message))
self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => take(data))
