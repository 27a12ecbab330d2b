import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { call } from '#client/http.ts'
import { shown } from '#dashboard/app/shown.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { useAction } from '#dashboard/app/useAction.ts'
import { ofPostgres } from '#dashboard/postgres/queries.ts'
import { sentence } from '#dashboard/shared/errors.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { addons, type Addon } from '#platform/addons/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { ConfirmDialog } from '#ui/ConfirmDialog.tsx'
import { toast } from '#ui/toast.ts'
import { ofAddons } from './queries.ts'
import { useWhyNotAddons } from './useAddon.ts'

/** The end of an add-on, once its name is typed. */
export function AddonEnd({ addon }: { addon: Addon }) {
  const reason = useWhyNotAddons()(addon.app.name, addon.billed_price?.cents ?? 0)
  const [asking, setAsking] = useState(false)
  const navigate = useNavigate()
  return (
    <Section id="destroy" title="Destroy the add-on">
      <Card className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <p className="max-w-prose text-muted">
          It is taken from every app, with its config vars, and what it holds is lost. Billing ends at that moment.
        </p>
        <span className="flex items-center gap-1">
          <ShowAs
            what="Destroy the add-on"
            calls={[shown(addons.delete, { params: { app: addon.app.name, addon: addon.name }, body: { force: true } })]}
          />
          <Button variant="danger" reason={reason} onClick={() => setAsking(true)}>
            Destroy {addon.name}
          </Button>
        </span>
      </Card>
      {asking && (
        <DestroyDialog
          addon={addon}
          onClose={() => setAsking(false)}
          onDone={() => void navigate(`${paths.resources(addon.app.name)}#addons`, { replace: true })}
        />
      )}
    </Section>
  )
}

interface DestroyDialogProps {
  addon: Addon
  onClose: () => void
  onDone?: () => void
}

/** Asks for the add-on's name, and says which apps use it. */
export function DestroyDialog({ addon, onClose, onDone }: DestroyDialogProps) {
  const { data: links = [] } = useQuery(ofAddons.linksOf(addon.name))
  const others = [...new Set(links.map(({ app }) => app.name))].filter((name) => name !== addon.app.name)
  const isDatabase = addon.addon_service.name === 'heroku-postgresql' && addon.state === 'provisioned'
  const { data: database } = useQuery({ ...ofPostgres.overview(addon.name), enabled: isDatabase })
  const followers = database?.followers.map(({ name }) => name) ?? []
  const destroy = useAction({
    run: () =>
      call(addons.delete, { params: { app: addon.app.name, addon: addon.name }, body: { force: true, confirm: addon.name } }),
    failed: `${addon.name} was not destroyed`,
    quiet: true,
    done: () => {
      toast({ title: `${addon.name} was destroyed` })
      onClose()
      onDone?.()
    },
  })
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Destroy ${addon.name}?`}
      name={addon.name}
      action="Destroy add-on"
      pending={destroy.isPending}
      error={destroy.error && sentence(destroy.error)}
      onConfirm={() => destroy.mutate()}
    >
      All that it holds is lost. It can only be brought back by turning the clock back.
      {others.length > 0 && (
        <strong className="mt-2 block font-medium text-warn-text">Used by {others.join(', ')}, too, which lose it.</strong>
      )}
      {followers.length > 0 && (
        <span className="mt-2 block">
          What follows it goes on as a database of its own, with what it holds now: {followers.join(', ')}.
        </span>
      )}
    </ConfirmDialog>
  )
}
