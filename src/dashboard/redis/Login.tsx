import { useQuery } from '@tanstack/react-query'
import { Eye, EyeOff } from 'lucide-react'
import { useState } from 'react'
import { call } from '#client/http.ts'
import { PromoteDialog } from '#dashboard/addons/PromoteDialog.tsx'
import { ofAddons } from '#dashboard/addons/queries.ts'
import { shown } from '#dashboard/app/shown.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { useAction } from '#dashboard/app/useAction.ts'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { sentence } from '#dashboard/shared/errors.ts'
import { redis } from '#platform/redis/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { CommandSnippet } from '#ui/CommandSnippet.tsx'
import { ConfirmDialog } from '#ui/ConfirmDialog.tsx'
import { CopyButton } from '#ui/CopyButton.tsx'
import { IconButton } from '#ui/IconButton.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { toast } from '#ui/toast.ts'
import { ofRedis } from './queries.ts'
import { useStore } from './useStore.ts'

/** The address of a store with its password, which shows only when asked for, and how to make it another. */
export function Login() {
  const { store, app, whyNot, typed } = useStore()
  const { data, error, refetch } = useQuery(ofRedis.info(store))
  const { data: links } = useQuery(ofAddons.linksOf(store))
  const [seen, setSeen] = useState(false)
  const [asking, setAsking] = useState<'rotate' | 'promote' | null>(null)
  const args = { params: { database: store } }
  const rotate = useAction({
    run: () => call(redis.rotate, args),
    failed: 'No new password was made',
    quiet: true,
    done: ({ message }) => {
      setAsking(null)
      setSeen(false)
      toast({ title: message, tone: 'ok' })
    },
  })
  const isMain = links?.some((link) => link.name === 'REDIS' && link.app.name === app) ? `It is REDIS on ${app} already` : null
  return (
    <Section
      title="Credentials"
      description="One password opens the whole store. Every app that uses it has it in its config vars."
      actions={
        <>
          <ShowAs
            what="Show and rotate the credentials"
            calls={[
              { ...typed(shown(redis.info, args)), cli: `heroku redis:credentials ${store} -a ${app}`, title: 'Show' },
              { ...typed(shown(redis.rotate, args)), title: 'Rotate' },
            ]}
          />
          <Button reason={whyNot ?? (links ? isMain : 'Loading')} onClick={() => setAsking('promote')}>
            Promote
          </Button>
          <Button reason={whyNot} onClick={() => setAsking('rotate')}>
            Rotate password
          </Button>
        </>
      }
    >
      <Card className="grid grid-cols-[minmax(0,1fr)] gap-3">
        {error && <Failure error={error} retry={refetch} />}
        {!data && !error && <Skeleton lines={2} />}
        {data && (
          <>
            <p className="flex items-start gap-1">
              <code aria-label="Address" className="min-w-0 flex-1 pt-1 font-mono text-xs wrap-anywhere">
                {seen ? data.resource_url : data.resource_url.replace(/:[^:@/]+@/, ':••••••••••••@')}
              </code>
              <IconButton
                size="sm"
                label={seen ? 'Hide password' : 'Reveal password'}
                icon={seen ? <EyeOff size={14} /> : <Eye size={14} />}
                onClick={() => setSeen(!seen)}
              />
              <CopyButton text={data.resource_url} label="Copy address" />
            </p>
            <CommandSnippet command={`redis-cli -u "$(heroku config:get REDIS_URL -a ${app})"`} />
            {data.resource_url.startsWith('rediss:') && (
              <p className="text-xs text-muted">
                Nothing listens there while the platform runs in a browser. Under npm run api it does, and the address shown is
                the one that connects.
              </p>
            )}
          </>
        )}
      </Card>
      {asking === 'promote' && <PromoteDialog app={app} addon={store} topic="redis" close={() => setAsking(null)} />}
      {asking === 'rotate' && (
        <ConfirmDialog
          open
          onOpenChange={() => setAsking(null)}
          title="Rotate the password?"
          name={store}
          action="Rotate password"
          pending={rotate.isPending}
          error={rotate.error && sentence(rotate.error)}
          onConfirm={() => rotate.mutate()}
        >
          Every app that uses the store gets the new one in a release, and restarts. The old one works no longer.
        </ConfirmDialog>
      )}
    </Section>
  )
}
