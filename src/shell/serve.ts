import type { FromShell, ProgramAnswer, ToShell } from './protocol.ts'
import { Shell } from './shell.ts'

/** A shell that does what it is told by messages, and says by messages what came of it. Answers what takes them. */
export function serveShell(say: (message: FromShell) => void): (message: ToShell) => void {
  const waiting = new Map<number, (answer: ProgramAnswer) => void>()
  let asked = 0
  let shell: Promise<Shell> | undefined
  let running = new AbortController()

  function ask(command: string): Promise<ProgramAnswer> {
    asked += 1
    say({ type: 'ask', id: asked, command })
    return new Promise((resolve) => waiting.set(asked, resolve))
  }

  async function run(line: string): Promise<void> {
    const open = await shell
    if (!open) throw new Error('A shell runs lines when it is open.')
    if (!open.isWhole(line)) return say({ type: 'more' })
    running = new AbortController()
    const { output, state, exited } = await open.run(line, running.signal)
    if (output !== '') say({ type: 'print', text: output })
    say({ type: 'done', state, exited, changed: await open.changes() })
  }

  return (message) => {
    switch (message.type) {
      case 'open':
        shell = Shell.open({ ...message, ask, print: (text) => say({ type: 'print', text }) })
        return void shell.then(() => say({ type: 'ready' }), reportError)
      case 'run':
        return void run(message.line).catch(reportError)
      case 'interrupt':
        return running.abort()
      case 'answer':
        waiting.get(message.id)?.(message.answer)
        waiting.delete(message.id)
    }
  }
}

/** Ends the worker with an error event, as what is thrown outside of a promise does. */
function reportError(error: unknown): void {
  queueMicrotask(() => {
    throw error
  })
}
