import type { ReactNode } from 'react'
import { CommandSnippet } from '#ui/CommandSnippet.tsx'

interface FreshSecretProps {
  /** What it is: "Signing secret". */
  name: string
  secret: string
  /** Where to put it, and that it is not shown again. */
  children: ReactNode
}

/** A secret that has just been made. It is told here and nowhere else. */
export function FreshSecret({ name, secret, children }: FreshSecretProps) {
  return (
    <div role="status" className="grid gap-1.5 rounded-md bg-accent-soft p-3">
      <p>
        <strong className="font-medium">{name}.</strong> {children}
      </p>
      <CommandSnippet command={secret} prompt="" label={`Copy ${name.toLowerCase()}`} />
    </div>
  )
}
