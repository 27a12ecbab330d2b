import { Button } from '#ui/Button.tsx'
import { toast } from '#ui/toast.ts'
import { sampleList } from './sample-list.ts'
import type { DroppedSource } from './source.ts'

/** Small projects to try it out with, one a language. Their files come when one is chosen. */
export function Samples({ onSource, reason }: { onSource: (source: DroppedSource) => void; reason: string | null }) {
  const choose = async (id: string) => {
    try {
      const { sampleSource } = await import('./samples.ts')
      onSource(sampleSource(id))
    } catch {
      toast({ title: 'The sample could not be loaded', description: 'Check the connection and try again.', tone: 'error' })
    }
  }
  return (
    <div>
      <p id="samples" className="mb-2 text-muted">
        No project at hand? Deploy one of these:
      </p>
      <ul aria-labelledby="samples" className="flex flex-wrap gap-2">
        {sampleList.map(({ id, language, about }) => (
          <li key={id}>
            <Button reason={reason} data-hint={about} onClick={() => void choose(id)}>
              {language}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  )
}
