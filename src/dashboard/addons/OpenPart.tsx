import { ExternalLink } from 'lucide-react'
import { paths } from '#dashboard/shared/paths.ts'
import { Card } from '#ui/Card.tsx'
import { CopyButton } from '#ui/CopyButton.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { LinkButton } from '#ui/LinkButton.tsx'
import { useAddon, useListing } from './useAddon.ts'

/** Where the provider's own dashboard would be. */
export function OpenPart() {
  const addon = useAddon()
  const listing = useListing(addon)
  const title = listing?.human_name ?? addon.addon_service.name
  return (
    <Card>
      <EmptyState
        title={`Simulated: would open ${title}`}
        icon={<ExternalLink size={18} />}
        actions={
          <>
            <LinkButton to={paths.addon(addon.name)}>Back to {addon.name}</LinkButton>
            <LinkButton to={paths.service(addon.addon_service.name)}>What {title} is</LinkButton>
          </>
        }
      >
        <p>
          The platform would sign you in to the dashboard of {title} for {addon.app.name}, at this address. Nothing is behind it
          here.
        </p>
        <p className="mt-2 flex items-center justify-center gap-1">
          <code className="min-w-0 font-mono text-xs wrap-anywhere">{addon.web_url}</code>
          {addon.web_url !== null && <CopyButton text={addon.web_url} label="Copy address" />}
        </p>
      </EmptyState>
    </Card>
  )
}
