import { useQuery } from '@tanstack/react-query'
import { Archive, Download, RotateCcw, Trash2, X } from 'lucide-react'
import { useState } from 'react'
import { call } from '#client/http.ts'
import { shown } from '#dashboard/app/shown.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { useAction } from '#dashboard/app/useAction.ts'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { sentence } from '#dashboard/shared/errors.ts'
import type { ShownTransfer } from '#platform/postgres/insight/contract.ts'
import { backups } from '#platform/postgres/backups/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Bytes } from '#ui/Bytes.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { ConfirmDialog } from '#ui/ConfirmDialog.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { formatBytes } from '#ui/format.ts'
import { IconButton } from '#ui/IconButton.tsx'
import { Progress } from '#ui/Progress.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Status } from '#ui/Status.tsx'
import { Table, Td, Th, Tr } from '#ui/Table.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'
import { toast } from '#ui/toast.ts'
import { useMore } from '#ui/useMore.tsx'
import { ofPostgres } from './queries.ts'
import { RestoreDialog } from './RestoreDialog.tsx'
import { useDatabase } from './useDatabase.ts'
import { useAskedDownload, useDownload } from './useDownload.ts'
import { transferLooks, typedAs } from './words.ts'

const isRunning = ({ state }: ShownTransfer) => state === 'pending' || state === 'running'

type Asking = { readonly what: 'restore' | 'delete'; readonly row: ShownTransfer }

/** A database's backups, and what was restored and copied into it. */
export function Backups() {
  const { database, app, whyNotUse } = useDatabase()
  const { data, error, refetch } = useQuery(ofPostgres.transfers(database))
  const [asking, setAsking] = useState<Asking | null>(null)
  const [first, more] = useMore(data ?? [])
  const args = { params: { database } }
  const capture = useAction({ run: () => call(backups.capture, args), failed: 'No backup was taken' })
  const running = data?.find(isRunning)
  useAskedDownload(data)
  return (
    <Section
      id="backups"
      title="Backups"
      description="A backup holds all data as it is when it begins. Its plan says how many are kept; the oldest go first."
      actions={
        <>
          <ShowAs
            what="Take a backup"
            calls={[typedAs(`pg:backups:capture ${database} -a ${app}`, shown(backups.capture, args))]}
          />
          <Button
            variant="primary"
            icon={<Archive size={14} />}
            pending={capture.isPending}
            reason={whyNotUse ?? (running && `${running.label} is still running`)}
            onClick={() => capture.mutate()}
          >
            Take a backup
          </Button>
        </>
      }
    >
      <Card flush>
        {error && <Failure error={error} retry={refetch} />}
        {!data && !error && <Skeleton lines={6} className="p-4" />}
        {data?.length === 0 && (
          <EmptyState title="No backups" icon={<Archive size={18} />}>
            Take one now, or schedule one a day below.
          </EmptyState>
        )}
        {data && data.length > 0 && (
          <Table label="Backups">
            <thead>
              <tr>
                <Th>Name</Th>
                <Th className="max-sm:hidden">What</Th>
                <Th className="max-sm:hidden">State</Th>
                <Th className="max-sm:hidden">Begun</Th>
                <Th numeric className="max-sm:hidden">
                  Size
                </Th>
                <Th>
                  <span className="sr-only">Actions</span>
                </Th>
              </tr>
            </thead>
            <tbody>
              {first.map((row) => (
                <Row key={row.uuid} row={row} ask={(what) => setAsking({ what, row })} />
              ))}
            </tbody>
          </Table>
        )}
        {more}
      </Card>
      {asking?.what === 'restore' && <RestoreDialog backup={asking.row} close={() => setAsking(null)} />}
      {asking?.what === 'delete' && <DeleteDialog backup={asking.row} close={() => setAsking(null)} />}
    </Section>
  )
}

const kindOf = ({ label, schedule }: ShownTransfer) =>
  label.startsWith('r') ? 'Restore' : label.startsWith('c') ? 'Copy' : schedule ? 'Backup, scheduled' : 'Backup by hand'

function Row({ row, ask }: { row: ShownTransfer; ask: (what: Asking['what']) => void }) {
  const { app, whyNotUse } = useDatabase()
  const { tone, word } = transferLooks[row.state]
  const isBackup = row.to_type === 'gof3r'
  const args = { params: { app, transfer: row.uuid } }
  const cancel = useAction({ run: () => call(backups.cancel, args), failed: `${row.label} was not cancelled` })
  const download = useDownload()
  const state = (
    <>
      <Status tone={tone}>{word}</Status>
      {isRunning(row) && (
        <Progress
          label={`Progress of ${row.label}`}
          value={row.source_bytes > 0 ? row.processed_bytes / row.source_bytes : 0}
          className="mt-1 w-32 max-sm:w-20"
        />
      )}
    </>
  )
  return (
    <Tr>
      <Td>
        <span className="font-mono text-xs">{row.label}</span>
        <span className="block text-xs text-muted sm:hidden">
          <TimeAgo time={row.created_at} />
        </span>
        <span className="block sm:hidden">{state}</span>
      </Td>
      <Td className="whitespace-nowrap max-sm:hidden">
        {kindOf(row)}
        {!isBackup && <span className="text-muted"> {row.from_name === 'BACKUP' ? '' : `of ${row.from_name}`}</span>}
      </Td>
      <Td className="max-sm:hidden">{state}</Td>
      <Td className="whitespace-nowrap text-muted max-sm:hidden">
        <TimeAgo time={row.created_at} />
      </Td>
      <Td numeric className="max-sm:hidden">
        {isRunning(row) ? (
          `${formatBytes(row.processed_bytes)} of ${formatBytes(row.source_bytes)}`
        ) : (
          <Bytes value={row.source_bytes} />
        )}
      </Td>
      <Td className="text-right whitespace-nowrap">
        {isRunning(row) ? (
          <>
            <ShowAs
              what={`Cancel ${row.label}`}
              calls={[typedAs(`pg:backups:cancel ${row.label} -a ${app}`, shown(backups.cancel, args))]}
            />
            <Button
              size="sm"
              icon={<X size={14} />}
              aria-label={`Cancel ${row.label}`}
              reason={whyNotUse}
              pending={cancel.isPending}
              onClick={() => cancel.mutate()}
            >
              Cancel
            </Button>
          </>
        ) : (
          isBackup && (
            <>
              <Button
                size="sm"
                icon={<RotateCcw size={14} />}
                aria-label={`Restore ${row.label}`}
                reason={row.state === 'succeeded' ? whyNotUse : 'Only a completed backup can be restored'}
                onClick={() => ask('restore')}
              >
                Restore
              </Button>
              <IconButton
                size="sm"
                label={`Download ${row.label} as SQL`}
                icon={<Download size={14} />}
                pending={download.isPending}
                reason={row.state === 'succeeded' ? null : 'Only a completed backup can be downloaded'}
                onClick={() => download.mutate(row)}
              />
              <IconButton
                size="sm"
                label={`Delete ${row.label}`}
                icon={<Trash2 size={14} />}
                reason={whyNotUse}
                onClick={() => ask('delete')}
              />
            </>
          )
        )}
      </Td>
    </Tr>
  )
}

function DeleteDialog({ backup, close }: { backup: ShownTransfer; close: () => void }) {
  const { app } = useDatabase()
  const args = { params: { app, transfer: backup.uuid } }
  const remove = useAction({
    run: () => call(backups.delete, args),
    failed: `${backup.label} was not deleted`,
    quiet: true,
    done: () => {
      toast({ title: `${backup.label} was deleted` })
      close()
    },
  })
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && close()}
      title={`Delete ${backup.label}?`}
      action="Delete backup"
      pending={remove.isPending}
      error={remove.error && sentence(remove.error)}
      onConfirm={() => remove.mutate()}
    >
      It was taken <TimeAgo time={backup.created_at} /> and holds {formatBytes(backup.source_bytes)}. What was restored of it
      stays as it is.{' '}
      <ShowAs
        what={`Delete ${backup.label}`}
        calls={[typedAs(`pg:backups:delete ${backup.label} -a ${app} --confirm ${app}`, shown(backups.delete, args))]}
      />
    </ConfirmDialog>
  )
}
