import { CommandSnippet } from '#ui/CommandSnippet.tsx'

/** A secret that has just been set. It is told here and nowhere else. */
export function FreshSecret({ secret }: { secret: string }) {
  return (
    <div role="status" className="grid gap-1.5 rounded-md bg-accent-soft p-3">
      <p>
        <strong className="font-medium">Signing secret.</strong> Keep it where your receiver reads it: it is not shown again.
      </p>
      <CommandSnippet command={secret} prompt="" label="Copy secret" />
    </div>
  )
}
