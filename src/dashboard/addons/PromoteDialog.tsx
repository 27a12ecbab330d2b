import { useQuery } from '@tanstack/react-query'
import { ArrowRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { call } from '#client/http.ts'
import { shown } from '#dashboard/app/shown.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { useAction } from '#dashboard/app/useAction.ts'
import { sentence } from '#dashboard/shared/errors.ts'
import { promotions, type Promotion } from '#platform/addons/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Code } from '#ui/Code.tsx'
import { Dialog, DialogClose } from '#ui/Dialog.tsx'
import { FormError } from '#ui/FormError.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { toast } from '#ui/toast.ts'
import { ofAddons } from './queries.ts'

interface PromoteDialogProps {
  app: string
  addon: string
  /** Of the command line: pg, redis. */
  topic: string
  /** What to know before. */
  children?: ReactNode
  close: () => void
}

/** Shows which config vars and releases making a data store the app's main one brings, and does it. */
export function PromoteDialog({ app, addon, topic, children, close }: PromoteDialogProps) {
  const { data, error } = useQuery({ ...ofAddons.promotion(app, addon), retry: false })
  const args = { params: { app, addon } }
  const promote = useAction({
    run: () => call(promotions.promote, args),
    failed: `${addon} was not promoted`,
    quiet: true,
    done: ({ as }) => {
      toast({ title: `${addon} is ${as} on ${app}`, tone: 'ok' })
      close()
    },
  })
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && close()}
      title={`Promote ${addon}?`}
      description={`It becomes the one that ${app} uses.`}
      actions={
        <>
          <ShowAs
            what="Promote"
            calls={[{ ...shown(promotions.promote, args), cli: `heroku ${topic}:promote ${addon} -a ${app}` }]}
          />
          <DialogClose render={<Button>Cancel</Button>} />
          <Button
            variant="primary"
            pending={promote.isPending}
            reason={error ? sentence(error) : data ? null : 'Loading'}
            onClick={() => promote.mutate()}
          >
            Promote
          </Button>
        </>
      }
    >
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        {children}
        {error ? <FormError>{sentence(error)}</FormError> : data ? <Changes promotion={data} /> : <Skeleton lines={5} />}
        <FormError attempt={promote.error}>{promote.error && sentence(promote.error)}</FormError>
      </div>
    </Dialog>
  )
}

function Changes({ promotion: { as, replaces, kept_as: keptAs, vars, releases } }: { promotion: Promotion }) {
  return (
    <>
      {replaces && (
        <p className="text-muted">
          {replaces.name}, which is {as} now, keeps what it holds and stays attached as {keptAs}.
        </p>
      )}
      <section aria-label="Config vars">
        <h3 className="mb-1.5 text-sm">Config vars</h3>
        <ul className="grid gap-1">
          {vars.map(({ key, before, after }) => (
            <li key={key} className="flex flex-wrap items-center gap-x-2">
              <Code>{key}</Code>
              {before !== null && (
                <>
                  <del className="text-muted">{before}</del>
                  <ArrowRight size={12} aria-label="becomes" />
                </>
              )}
              <ins className="no-underline">{after}</ins>
            </li>
          ))}
        </ul>
      </section>
      <section aria-label="Releases">
        <h3 className="mb-1.5 text-sm">Releases, with a restart of all dynos</h3>
        <ol className="grid gap-1 font-mono text-xs">
          {releases.map((description) => (
            <li key={description} className="wrap-anywhere">
              {description}
            </li>
          ))}
        </ol>
      </section>
    </>
  )
}
