import { Database } from './database.ts'
import type { Kept } from './kept.ts'
import type { Supply } from './supply.ts'
import { toSqlError, type ToWorker } from './protocol.ts'

/** Runs one database: answers what it is told one after the other. The messages are those of `FromWorker`. */
export function serve(kept: Kept, supply: Supply, say: (message: unknown) => void): (message: ToWorker) => void {
  const database = new Database(kept, supply, (step) => say({ type: 'step', step }))
  let last = Promise.resolve()
  return ({ id, asked }) => {
    last = last.then(async () => {
      const said = await database.answer(asked).then(
        (answer) => ({ type: 'answer', answer }),
        (error: unknown) => ({ type: 'failed', error: toSqlError(error) }),
      )
      say({ ...said, id, inTransaction: await database.inTransaction().catch(() => false) })
    })
  }
}
