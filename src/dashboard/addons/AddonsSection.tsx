import { useQuery } from '@tanstack/react-query'
import { Plus, Puzzle } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { of } from '#dashboard/app/queries.ts'
import { useApp, useWhyNot } from '#dashboard/app/useApp.ts'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { paths } from '#dashboard/shared/paths.ts'
import type { Addon, Attachment } from '#platform/addons/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { ForbiddenState } from '#ui/ForbiddenState.tsx'
import { LinkButton } from '#ui/LinkButton.tsx'
import { Money } from '#ui/Money.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { useMore } from '#ui/useMore.tsx'
import { AddonRow } from './AddonRow.tsx'
import { ofAddons } from './queries.ts'

const AttachDialog = lazy(async () => ({ default: (await import('./AttachDialog.tsx')).AttachDialog }))

/** The add-ons that an app is billed for, and those of other apps that it uses. */
export function AddonsSection() {
  const { name } = useApp()
  const why = useWhyNot()
  const hidden = why('addons.read')
  const { data, error, refetch } = useQuery({ ...of.addons(name), enabled: hidden === null })
  const { data: links = [] } = useQuery({ ...ofAddons.linksOfApp(name), enabled: hidden === null })
  const [attaching, setAttaching] = useState(false)
  const [first, more] = useMore(inOrder(data ?? [], links))
  const monthly = data?.filter(({ app }) => app.name === name).reduce((sum, addon) => sum + (addon.billed_price?.cents ?? 0), 0)
  return (
    <Section
      title="Add-ons"
      id="addons"
      className="scroll-mt-4"
      description="Databases and services, which bring their addresses and keys as config vars."
      actions={
        <>
          {monthly !== undefined && (
            <span className="mr-1 text-muted">
              <Money cents={monthly} per="month" className="font-medium text-ink" />
            </span>
          )}
          <Button size="sm" reason={hidden ?? why('addons.free')} onClick={() => setAttaching(true)}>
            Attach existing
          </Button>
          <LinkButton size="sm" to={`${paths.marketplace()}?${new URLSearchParams({ app: name })}`} icon={<Plus size={14} />}>
            Add
          </LinkButton>
        </>
      }
    >
      <Card flush>
        {hidden !== null && <ForbiddenState>{hidden}</ForbiddenState>}
        {error && <Failure error={error} retry={refetch} />}
        {!data && !error && hidden === null && <Skeleton lines={3} className="p-4" />}
        {data?.length === 0 && (
          <EmptyState
            title="No add-ons yet"
            icon={<Puzzle size={18} />}
            className="py-8!"
            actions={
              <LinkButton to={`${paths.service('heroku-postgresql', name)}`} variant="primary">
                Add a database
              </LinkButton>
            }
          >
            A database, a cache, mail or monitoring: the marketplace has them.
          </EmptyState>
        )}
        {data && data.length > 0 && (
          <ul aria-label="Add-ons" className="divide-y divide-line">
            {first.map((addon) => (
              <AddonRow key={addon.id} app={name} addon={addon} links={links.filter((link) => link.addon.id === addon.id)} />
            ))}
          </ul>
        )}
        {more}
      </Card>
      <Suspense>{attaching && <AttachDialog app={name} close={() => setAttaching(false)} />}</Suspense>
    </Section>
  )
}

/** Databases first, as they are attached: DATABASE, KAFKA, REDIS, then the others by name. */
function inOrder(addons: readonly Addon[], links: readonly Attachment[]): readonly Addon[] {
  const rank = ({ id, addon_service: { name } }: Addon) =>
    `${name.startsWith('heroku-') ? 0 : 1} ${links.find(({ addon }) => addon.id === id)?.name ?? 'ZZ'} ${name}`
  return addons.toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1))
}
