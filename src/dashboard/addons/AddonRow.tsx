import { Ellipsis } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { call } from '#client/http.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { LazyMenu } from '#dashboard/shared/lazy-overlay.tsx'
import { paths } from '#dashboard/shared/paths.ts'
import { addons, attachments, type Addon, type Attachment } from '#platform/addons/contract.ts'
import { Badge } from '#ui/Badge.tsx'
import { IconButton } from '#ui/IconButton.tsx'
import { Link } from '#ui/Link.tsx'
import { Status } from '#ui/Status.tsx'
import { useWhyNotAddons } from './useAddon.ts'
import { isMissed, useDetach } from './useDetach.ts'
import { planOf, priceWords, states } from './words.ts'

const DetachDialog = lazy(async () => ({ default: (await import('./DetachDialog.tsx')).DetachDialog }))
const DestroyDialog = lazy(async () => ({ default: (await import('./AddonEnd.tsx')).DestroyDialog }))

interface AddonRowProps {
  app: string
  addon: Addon
  /** Its attachments to this app. */
  links: readonly Attachment[]
}

/** One add-on of an app: what it is, what it costs, how it is called here, and what can be done with it. */
export function AddonRow({ app, addon, links }: AddonRowProps) {
  const why = useWhyNotAddons()
  const [destroying, setDestroying] = useState(false)
  const [detaching, setDetaching] = useState<Attachment | null>(null)
  const own = addon.app.name === app
  const cents = addon.billed_price?.cents ?? 0
  const { tone, word } = states[addon.state]
  const detach = useDetach()
  const finish = useAction({
    run: () => call(addons.provision, { params: { addon: addon.name } }),
    failed: 'It is still being provisioned',
  })
  const calls = [
    ...(addon.state === 'provisioning'
      ? [{ title: 'Finish provisioning now', ...shown(addons.provision, { params: { addon: addon.name } }) }]
      : []),
    ...links.map((link) => ({
      title: `Detach ${link.name}`,
      ...shown(attachments.delete, { params: { attachment: link.id } }),
      cli: `heroku addons:detach ${link.name} -a ${app}`,
    })),
  ]
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 px-4 py-2.5 md:grid-cols-[minmax(0,5fr)_minmax(0,4fr)_minmax(0,3fr)_7rem_auto]">
      <div className="min-w-0">
        <Link to={paths.addon(addon.name)} look="quiet" className="truncate">
          {addon.name}
        </Link>
        <p className="truncate text-xs text-muted">
          {addon.addon_service.name}:{planOf(addon)}
        </p>
      </div>
      <p className="row-start-2 flex min-w-0 flex-wrap gap-1 md:row-auto">
        {links.map((link) => (
          <Badge key={link.id} className="max-w-full overflow-hidden">
            <span className="truncate font-mono">{link.name}</span>
            {link.namespace !== null && <span className="truncate text-faint">{link.namespace}</span>}
          </Badge>
        ))}
        {links.length === 0 && <span className="text-xs text-muted">not attached</span>}
      </p>
      <span className="row-start-3 text-xs md:row-auto">
        <Status tone={tone}>{word}</Status>
      </span>
      <span className="row-start-2 text-right text-xs whitespace-nowrap md:row-auto">
        {own ? priceWords(cents) : <Link to={`${paths.resources(addon.app.name)}#addons`}>of {addon.app.name}</Link>}
      </span>
      <span className="col-start-2 row-start-1 flex justify-self-end md:col-auto md:row-auto">
        {calls.length > 0 && <ShowAs what={`Actions of ${addon.name}`} calls={calls} />}
        <LazyMenu
          trigger={<IconButton size="sm" label={`Actions of ${addon.name}`} icon={<Ellipsis size={15} />} />}
          groups={[
            {
              items: [
                { label: 'Show', to: paths.addon(addon.name) },
                { label: 'Change plan', to: paths.addon(addon.name, 'plan') },
                { label: 'Attachments', to: paths.addon(addon.name, 'attachments') },
                { label: 'Open dashboard', to: paths.addon(addon.name, 'open') },
                ...(addon.state === 'provisioning'
                  ? [{ label: 'Finish provisioning now', reason: why(addon.app.name, cents), onSelect: () => finish.mutate() }]
                  : []),
              ],
            },
            {
              items: [
                ...links.map((link) => ({
                  label: `Detach ${link.name}${isMissed(link, links) ? '…' : ''}`,
                  reason: why(app, 0),
                  onSelect: () => (isMissed(link, links) ? setDetaching(link) : detach.mutate(link)),
                })),
                {
                  label: 'Destroy…',
                  danger: true,
                  reason: own ? why(app, cents) : `It is billed to ${addon.app.name}, and can only be destroyed there.`,
                  onSelect: () => setDestroying(true),
                },
              ],
            },
          ]}
        />
      </span>
      <Suspense>{detaching && <DetachDialog link={detaching} onClose={() => setDetaching(null)} />}</Suspense>
      <Suspense>{destroying && <DestroyDialog addon={addon} onClose={() => setDestroying(false)} />}</Suspense>
    </li>
  )
}
