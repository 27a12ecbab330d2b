import { usePlatform } from '#dashboard/shared/platform.ts'
import { Button } from '#ui/Button.tsx'

/** Says that the world has left this page, with the way back. */
export function PlatformLost() {
  const { lost } = usePlatform()
  if (lost === null) return null
  return (
    <div
      role="alert"
      className="overlay-box fixed inset-x-3 top-3 z-50 mx-auto flex max-w-xl flex-wrap items-center justify-between gap-3 px-4 py-2.5"
    >
      <p>{lost}</p>
      <Button size="sm" onClick={() => location.reload()}>
        Reload
      </Button>
    </div>
  )
}
