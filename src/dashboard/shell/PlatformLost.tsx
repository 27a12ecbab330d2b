import { usePlatform } from '#dashboard/shared/platform.ts'
import { Button } from '#ui/Button.tsx'

/** Says that the world has left this page, with the way back. */
export function PlatformLost() {
  const { lost } = usePlatform()
  if (lost === null) return null
  return (
    <div role="alert" className="flex flex-wrap items-center justify-between gap-3 border-b border-line bg-warn-soft px-4 py-2 text-warn-text sm:px-6">
      <p>{lost}</p>
      <Button size="sm" onClick={() => location.reload()}>
        Reload
      </Button>
    </div>
  )
}
