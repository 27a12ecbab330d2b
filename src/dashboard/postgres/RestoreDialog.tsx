import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '#client/http.ts'
import { ofAddons } from '#dashboard/addons/queries.ts'
import { useWhyNotAddons } from '#dashboard/addons/useAddon.ts'
import { shown } from '#dashboard/app/shown.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { useAction } from '#dashboard/app/useAction.ts'
import { sentence } from '#dashboard/shared/errors.ts'
import type { Addon } from '#platform/addons/contract.ts'
import type { ShownTransfer } from '#platform/postgres/insight/contract.ts'
import { backups } from '#platform/postgres/backups/contract.ts'
import { ConfirmDialog } from '#ui/ConfirmDialog.tsx'
import { Field } from '#ui/Field.tsx'
import { formatBytes } from '#ui/format.ts'
import { NativeSelect } from '#ui/NativeSelect.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'
import { toast } from '#ui/toast.ts'
import { ofPostgres } from './queries.ts'
import { useDatabase } from './useDatabase.ts'
import { counted, typedAs } from './words.ts'

/** Asks into which database a backup goes, and says what that one loses. */
export function RestoreDialog({ backup, close }: { backup: ShownTransfer; close: () => void }) {
  const { addon, app } = useDatabase()
  const { data: all = [] } = useQuery(ofAddons.all())
  const why = useWhyNotAddons()
  const [target, setTarget] = useState(addon)
  const others = all
    .filter(
      ({ addon_service: { name }, id, state }) => name === 'heroku-postgresql' && id !== addon.id && state === 'provisioned',
    )
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
  const args = { params: { database: target.name }, body: { backup_url: backup.to_url } }
  const restore = useAction({
    run: () => call(backups.restore, args),
    failed: 'It was not restored',
    quiet: true,
    done: () => {
      toast({ title: `${backup.label} is being restored to ${target.name}`, tone: 'ok' })
      close()
    },
  })
  const refused = why(target.app.name, target.billed_price?.cents ?? 0)
  const source = target.app.name === app ? backup.label : `${app}::${backup.label}`
  return (
    <ConfirmDialog
      key={target.id}
      open
      onOpenChange={(open) => !open && close()}
      title={`Restore ${backup.label}?`}
      name={target.name}
      action="Restore backup"
      pending={restore.isPending}
      error={refused ?? (restore.error && sentence(restore.error))}
      onConfirm={() => refused === null && restore.mutate()}
    >
      <div className="grid gap-4">
        <Field label="Restore to">
          <NativeSelect
            value={target.id}
            onChange={({ target: { value } }) => {
              restore.reset()
              setTarget(others.find(({ id }) => id === value) ?? addon)
            }}
          >
            <option value={addon.id}>{addon.name} (this database)</option>
            {others.map((each) => (
              <option key={each.id} value={each.id}>
                {each.name} ({each.app.name})
              </option>
            ))}
          </NativeSelect>
        </Field>
        <Loss target={target} backup={backup} own={target.id === addon.id} />
        <span>
          <ShowAs
            what={`Restore ${backup.label}`}
            calls={[
              typedAs(
                `pg:backups:restore ${source} ${target.name} -a ${target.app.name} --confirm ${target.app.name}`,
                shown(backups.restore, args),
              ),
            ]}
          />
        </span>
      </div>
    </ConfirmDialog>
  )
}

/** What a database holds now and would hold then. */
function Loss({ target, backup, own }: { target: Addon; backup: ShownTransfer; own: boolean }) {
  const { data } = useQuery(ofPostgres.overview(target.name))
  const holds = ({ rows, tables, bytes }: { rows: number; tables: number; bytes: number }) =>
    `${counted(rows, 'row')} in ${counted(tables, 'table')}, ${formatBytes(bytes)}`
  return (
    <div className="grid gap-2">
      <p>
        The backup was taken <TimeAgo time={backup.created_at} />. It holds {holds({ ...backup, bytes: backup.source_bytes })}.
      </p>
      <p className="font-medium text-warn-text">
        {data ? `All that ${target.name} holds now is lost: ${holds(data)}.` : `All that ${target.name} holds now is lost.`}
        {own && ' What was written since the backup cannot be had back, unless you take another one first.'}
      </p>
    </div>
  )
}
