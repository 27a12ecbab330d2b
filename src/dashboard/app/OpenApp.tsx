import { useQuery } from '@tanstack/react-query'
import { clsx } from 'clsx'
import { paths } from '#dashboard/shared/paths.ts'
import { Button } from '#ui/Button.tsx'
import { CodeBlock } from '#ui/CodeBlock.tsx'
import { CommandSnippet } from '#ui/CommandSnippet.tsx'
import { CopyButton } from '#ui/CopyButton.tsx'
import { Dialog, DialogClose } from '#ui/Dialog.tsx'
import { LinkButton } from '#ui/LinkButton.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { answerNow, routerLine } from './answer.ts'
import { of } from './queries.ts'

/** What a request to the app would be answered now. There is no server behind its address, so the answer is told instead. */
export function OpenApp({ app: name, onClose }: { app: string; onClose: () => void }) {
  const { data: app } = useQuery(of.info(name))
  const { data: state } = useQuery(of.state(name))
  const { data: formation } = useQuery(of.formation(name))
  const { data: dynos } = useQuery(of.dynos(name))
  const answer = state && formation && dynos && answerNow(state, formation, dynos)
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Open ${name}`}
      description="The app lives in the simulation, so there is no page behind its address. This is what a request would be answered now."
      actions={
        <>
          <LinkButton to={paths.logs(name, 'source:router')} onClick={onClose}>
            Router log
          </LinkButton>
          <DialogClose render={<Button variant="primary">Done</Button>} />
        </>
      }
    >
      <div className="grid gap-4">
        <div className="flex min-w-0 items-center gap-2 rounded-md border border-line bg-sunken py-1 pr-1 pl-3">
          <span className="min-w-0 flex-1 truncate font-mono text-xs">GET {app?.web_url}</span>
          <CopyButton text={app?.web_url ?? ''} label="Copy address" />
        </div>
        {app && answer ? (
          <>
            <div className="flex items-baseline gap-4">
              <span
                className={clsx('font-mono text-2xl font-semibold', answer.status < 500 ? 'text-ok-text' : 'text-error-text')}
              >
                {answer.status}
              </span>
              <div>
                <p className="font-medium">
                  {answer.sees}
                  {answer.code && <span className="ml-2 font-mono text-error-text">{answer.code}</span>}
                </p>
                <p className="text-muted">{answer.why}</p>
              </div>
            </div>
            <CodeBlock code={routerLine(answer, new URL(app.web_url).host)} label="Router line" wrap />
          </>
        ) : (
          <Skeleton lines={4} />
        )}
        <div className="grid gap-1.5">
          <p className="text-xs text-muted">Command line</p>
          <CommandSnippet command={`heroku open -a ${name}`} />
        </div>
      </div>
    </Dialog>
  )
}
