import type { FromShell, ProgramAnswer, ToShell } from './protocol.ts'
import { Shell } from './shell.ts'

// The shell in a worker: a loop without end then stops nothing but itself.

const waiting = new Map<number, (answer: ProgramAnswer) => void>()
let asked = 0
let shell: Promise<Shell> | undefined
let running = new AbortController()

const say = (message: FromShell) => self.postMessage(message)

function ask(command: string): Promise<ProgramAnswer> {
  asked += 1
  say({ type: 'ask', id: asked, command })
  return new Promise((resolve) => waiting.set(asked, resolve))
}

self.addEventListener('message', ({ data }: MessageEvent<ToShell>) => {
  switch (data.type) {
    case 'open':
      shell = Shell.open({ ...data, ask, print: (text) => say({ type: 'print', text }) })
      return void shell.then(() => say({ type: 'ready' }), reportError)
    case 'run':
      return void run(data.line).catch(reportError)
    case 'interrupt':
      return running.abort()
    case 'answer':
      waiting.get(data.id)?.(data.answer)
      waiting.delete(data.id)
  }
})

async function run(line: string): Promise<void> {
  const open = await shell
  if (!open) throw new Error('A shell runs lines when it is open.')
  if (!open.isWhole(line)) return say({ type: 'more' })
  running = new AbortController()
  const { output, state, exited } = await open.run(line, running.signal)
  if (output !== '') say({ type: 'print', text: output })
  say({ type: 'done', state, exited, changed: await open.changes() })
}
