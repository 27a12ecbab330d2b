import { RotateCcw } from 'lucide-react'
import { useNavigate } from 'react-router'
import { call } from '#client/http.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { useWhyNot } from '#dashboard/app/useApp.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { releases, type Release } from '#platform/releases/contract.ts'
import { Button } from '#ui/Button.tsx'

interface RetryButtonProps {
  app: string
  release: Release
  /** Whether none came after it: only then is there a point in it. */
  newest: boolean
}

/** Runs a release command that failed once more: a new release of the same code, with the config vars of now. */
export function RetryButton({ app, release, newest }: RetryButtonProps) {
  const go = useNavigate()
  const reason = useWhyNot()('release.rollback') ?? (newest ? null : 'A newer release has taken its place')
  const args = {
    params: { app },
    // As the official CLI words it. What was retried before is named once.
    body: {
      slug: release.slug?.id ?? '',
      description: `Retry of v${release.version}: ${release.description.replace(/^(Retry of v\d+: )+/, '')}`,
    },
  }
  const retry = useAction({
    run: () => call(releases.create, args),
    failed: 'The release command was not retried',
    done: ({ version }) => void go(paths.release(app, `v${version}`)),
  })
  return (
    <>
      <ShowAs what="Retry the release command" calls={[shown(releases.create, args)]} />
      <Button
        variant="primary"
        icon={<RotateCcw size={14} />}
        reason={reason}
        pending={retry.isPending}
        onClick={() => retry.mutate()}
      >
        Retry release command
      </Button>
    </>
  )
}
