import { useMutation } from '@tanstack/react-query'
import { useRouteError } from 'react-router'
import { connection, connectTo } from '#client/connection.ts'
import { details, sentence } from '#dashboard/shared/errors.ts'
import { PlatformRefused } from '#dashboard/shared/platform.ts'
import { lazy, Suspense, useState } from 'react'
import { Button } from '#ui/Button.tsx'
import { ErrorState } from '#ui/ErrorState.tsx'
import { BrandMark } from './Brand.tsx'

const ConnectionDialog = lazy(async () => ({
  default: (await import('#dashboard/control/ConnectionDialog.tsx')).ConnectionDialog,
}))

/** There is no platform to show: why, and every way out. */
export function StartError() {
  const error = useRouteError()
  const [switching, setSwitching] = useState(false)
  const remote = connection().kind === 'remote'
  const refused = error instanceof PlatformRefused ? error : null
  const anew = useMutation({
    mutationFn: async () => refused?.startAnew(),
    onSuccess: () => location.reload(),
  })
  const home = () => {
    connectTo(null)
    location.reload()
  }
  return (
    <main id="main" tabIndex={-1} className="mx-auto grid min-h-dvh max-w-2xl content-center px-4 py-10">
      <title>The platform did not start – Dynorama</title>
      <h1 tabIndex={-1} className="flex items-center justify-center gap-2 text-lg">
        <BrandMark /> Dynorama
      </h1>
      <ErrorState
        title={remote ? 'The platform does not answer' : 'The platform did not start'}
        message={anew.error ? sentence(anew.error) : sentence(error)}
        details={details(error)}
        retry={() => location.reload()}
        actions={
          <>
            {remote && <Button onClick={home}>Use the world in this browser</Button>}
            {refused && (
              <Button
                variant="danger"
                pending={anew.isPending}
                onClick={() => anew.mutate()}
                data-hint="Drops the world that is kept in this browser"
              >
                Start a new world
              </Button>
            )}
            <Button onClick={() => setSwitching(true)}>Connect to an address</Button>
          </>
        }
      />
      <Suspense>{switching && <ConnectionDialog onClose={() => setSwitching(false)} />}</Suspense>
    </main>
  )
}
