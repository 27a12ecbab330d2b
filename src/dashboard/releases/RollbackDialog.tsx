import { useQuery } from '@tanstack/react-query'
import { call } from '#client/http.ts'
import { query } from '#client/query.ts'
import { of } from '#dashboard/app/queries.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { github } from '#platform/github/contract.ts'
import { releases, type Release } from '#platform/releases/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Dialog, DialogClose } from '#ui/Dialog.tsx'
import { FormError } from '#ui/FormError.tsx'
import { KeyValue } from '#ui/KeyValue.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { toast } from '#ui/toast.ts'
import { Differences } from './Differences.tsx'

interface RollbackDialogProps {
  app: string
  current: Release
  target: Release
  onClose: () => void
}

/** Says what going back changes, before it is done. */
export function RollbackDialog({ app, current, target, onClose }: RollbackDialogProps) {
  const { data, error } = useQuery(of.compare(app, `v${target.version}`, `v${current.version}`))
  const { data: connection } = useQuery(query(github.connection, { params: { app } }))
  const link = connection?.link
  const rollBack = useAction({
    run: () => call(releases.create, { params: { app }, body: { release: String(target.version) } }),
    failed: `Not rolled back to v${target.version}`,
    quiet: true,
    done: ({ version }) => {
      toast({
        title: `Rolled back to v${target.version} as v${version}`,
        tone: 'ok',
        link: { label: 'Watch the dynos', to: paths.resources(app) },
      })
      onClose()
    },
  })
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Roll back to v${target.version}?`}
      description="A new release is made of its code and config vars, and all dynos restart. Databases, add-ons and how many dynos there are stay as they are."
      actions={
        <>
          <DialogClose render={<Button>Cancel</Button>} />
          <Button variant="primary" pending={rollBack.isPending} onClick={() => rollBack.mutate()}>
            Roll back to v{target.version}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <KeyValue
          rows={[
            { name: 'Runs now', value: `v${current.version}, ${current.description}` },
            { name: 'Will run', value: `v${target.version}, ${target.description}` },
          ]}
        />
        {data && <Differences app={app} comparison={data} without={['Dynos', 'Add-ons']} />}
        {!data && !error && <Skeleton lines={4} />}
        {error && <p className="text-muted">What changes cannot be shown: {error.message}</p>}
        {link?.auto_deploy && (
          <p className="rounded-md bg-warn-soft px-3 py-2 text-warn-text">
            This switches off the automatic deploys of <span className="font-mono text-xs">{link.branch}</span>, or the next
            commit would bring back what you take back.
          </p>
        )}
        <div className="flex items-center gap-2 text-muted">
          <ShowAs
            what={`Roll back to v${target.version}`}
            calls={[shown(releases.create, { params: { app }, body: { release: String(target.version) } })]}
          />
          The next deploy goes on from your source, so mend it there too.
        </div>
        <FormError attempt={rollBack.failureCount}>{rollBack.error?.message}</FormError>
      </div>
    </Dialog>
  )
}
