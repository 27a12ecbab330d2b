import { useApp } from '#dashboard/app/useApp.ts'
import { History } from './History.tsx'
import { RunForm } from './RunForm.tsx'
import { TerminalCard } from './TerminalCard.tsx'
import { useTerminals } from './terminals.ts'

/** Commands on one-off dynos: a terminal for each that is attached to, and what ran before. */
export function Component() {
  const { name } = useApp()
  const terminals = useTerminals(name)
  return (
    <div className="grid gap-8">
      <div className="grid gap-3">
        <RunForm key={name} />
        {terminals.map((terminal) => (
          <TerminalCard key={terminal.dyno.id} terminal={terminal} />
        ))}
      </div>
      <History terminals={terminals} />
    </div>
  )
}
