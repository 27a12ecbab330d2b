import { Unplug } from 'lucide-react'
import { useState } from 'react'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { attachments, type Attachment } from '#platform/addons/contract.ts'
import { Badge } from '#ui/Badge.tsx'
import { Button } from '#ui/Button.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { Link } from '#ui/Link.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'
import { DetachDialog } from './DetachDialog.tsx'
import { useWhyNotAddons } from './useAddon.ts'
import { isMissed, useDetach } from './useDetach.ts'

/** Which apps use an add-on, and under what name. */
export function LinkList({ links }: { links: readonly Attachment[] }) {
  if (links.length === 0)
    return (
      <EmptyState title="No app uses it" className="py-6!">
        It is still there, holds what it holds, and is billed. Attach it to an app, or destroy it.
      </EmptyState>
    )
  return (
    <ul className="divide-y divide-line">
      {links.map((link) => (
        <li key={link.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2">
          <Link to={`${paths.resources(link.app.name)}#addons`} look="quiet" className="truncate">
            {link.app.name}
          </Link>
          <span className="font-mono text-xs">{link.name}</span>
          {link.namespace !== null && <Badge>{link.namespace}</Badge>}
          {link.app.id === link.addon.app.id && <Badge>billed</Badge>}
          <span className="ml-auto text-xs text-muted">
            <TimeAgo time={link.created_at} />
          </span>
          <Detach link={link} missed={isMissed(link, links)} />
        </li>
      ))}
    </ul>
  )
}

/** Takes an attachment away at once; until the toast goes, it can be had back. One that will be missed is asked about first. */
function Detach({ link, missed }: { link: Attachment; missed: boolean }) {
  const [asking, setAsking] = useState(false)
  const reason = useWhyNotAddons()(link.app.name, 0)
  const args = { params: { attachment: link.id } }
  const detach = useDetach()
  return (
    <span className="flex gap-1">
      <ShowAs
        what={`Detach ${link.name} from ${link.app.name}`}
        calls={[{ ...shown(attachments.delete, args), cli: `heroku addons:detach ${link.name} -a ${link.app.name}` }]}
      />
      <Button
        size="sm"
        variant="ghost"
        icon={<Unplug size={14} />}
        aria-label={`Detach ${link.name} from ${link.app.name}`}
        reason={reason}
        pending={detach.isPending}
        onClick={() => (missed ? setAsking(true) : detach.mutate(link))}
      >
        Detach
      </Button>
      {asking && <DetachDialog link={link} onClose={() => setAsking(false)} />}
    </span>
  )
}
