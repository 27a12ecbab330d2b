import { useQuery, useQueryClient } from '@tanstack/react-query'
import { RotateCw, ShieldPlus } from 'lucide-react'
import { useEffect, useState } from 'react'
import { call } from '#client/http.ts'
import { optimistically } from '#client/query.ts'
import { of } from '#dashboard/app/queries.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { useApp, useWhyNot } from '#dashboard/app/useApp.ts'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { certificates as endpoints, type SniEndpoint } from '#platform/certificates/contract.ts'
import type { App } from '#platform/apps/contract.ts'
import type { Domain } from '#platform/domains/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { useClock } from '#ui/clock.ts'
import { EmptyState } from '#ui/EmptyState.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Switch } from '#ui/Switch.tsx'
import { toast } from '#ui/toast.ts'
import { CertificateRow } from './CertificateRow.tsx'
import { lazyDialog } from './lazy-dialog.tsx'
import { certificatesOf } from './queries.ts'

const UploadDialog = lazyDialog(async () => (await import('./UploadDialog.tsx')).UploadDialog)

/** Who sees to certificates, and which there are. */
export function Certificates({ domains }: { domains: readonly Domain[] }) {
  const { name } = useApp()
  const reason = useWhyNot()('domains.edit')
  const { data, error, refetch } = useQuery(certificatesOf(name))
  const [uploading, setUploading] = useState<{ readonly instead: SniEndpoint | null } | null>(null)
  useRenewals(name, data ?? [])
  return (
    <Section
      title="Certificates"
      id="certificates"
      className="scroll-mt-4"
      description="What domains are served with over TLS. The default domain needs none of its own."
      actions={
        <Button icon={<ShieldPlus size={14} />} reason={reason} onClick={() => setUploading({ instead: null })}>
          Add certificate
        </Button>
      }
    >
      <Card flush>
        <Automatic domains={domains} />
        {error && <Failure error={error} retry={refetch} />}
        {!data && !error && <Skeleton lines={2} className="p-4" />}
        {data?.length === 0 && (
          <EmptyState title="No certificates yet" className="py-6!">
            They are issued for your domains when they are managed automatically, or you upload your own.
          </EmptyState>
        )}
        <ul aria-label="Certificates" className="divide-y divide-line">
          {data
            ?.toSorted((a, b) => Date.parse(a.ssl_cert.expires_at) - Date.parse(b.ssl_cert.expires_at))
            .map((certificate) => (
              <CertificateRow
                key={certificate.id}
                certificate={certificate}
                domains={domains}
                onReplace={() => setUploading({ instead: certificate })}
              />
            ))}
        </ul>
      </Card>
      {uploading && <UploadDialog domains={domains} instead={uploading.instead} onClose={() => setUploading(null)} />}
    </Section>
  )
}

/** Certificates that the platform renews change as time passes, without anything that tells of it. */
function useRenewals(app: string, all: readonly SniEndpoint[]): void {
  const client = useQueryClient()
  const MONTH = 30 * 86_400_000
  const next = Math.min(...all.flatMap(({ ssl_cert: { acm, expires_at: end } }) => (acm ? [Date.parse(end) - MONTH] : [])))
  const due = useClock((now) => now >= next)
  useEffect(() => {
    if (due) void client.invalidateQueries({ queryKey: certificatesOf(app).queryKey })
  }, [due, app, client])
}

function Automatic({ domains }: { domains: readonly Domain[] }) {
  const app = useApp()
  const reason = useWhyNot()('domains.edit')
  const params = { app: app.name }
  const set = useAction({
    run: (on: boolean) => call(on ? endpoints.enable : endpoints.disable, { params }),
    optimistic: (client, on) => optimistically(client, of.info(app.name), (info: App) => ({ ...info, acm: on })),
    failed: 'Automatic certificates were not switched',
  })
  const refresh = useAction({
    run: () => call(endpoints.refresh, { params, body: { acm_refresh: true } }),
    failed: 'The domains are not checked again',
    done: () => toast('The domains are checked again'),
  })
  const managed = domains.filter(({ acm_status: status }) => status !== null)
  const stuck = managed.filter(({ acm_status: status }) => status === 'failing' || status === 'failed')
  const issued = managed.filter(({ acm_status: status }) => status === 'cert issued')
  const hint = !app.acm
    ? 'A certificate for each domain, renewed a month before it ends.'
    : managed.length === 0
      ? 'Domains get a certificate once they are added.'
      : `${issued.length} of ${managed.length} domains have theirs${stuck.length > 0 ? `, ${stuck.length} could not get one` : ''}.`
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-line px-4 py-3">
      <Switch
        label="Manage certificates automatically"
        hint={hint}
        checked={app.acm}
        reason={reason}
        onChange={(event) => set.mutate(event.target.checked)}
      />
      <span className="flex items-center gap-1">
        {stuck.length > 0 && (
          <Button
            size="sm"
            icon={<RotateCw size={14} />}
            reason={reason}
            pending={refresh.isPending}
            onClick={() => refresh.mutate()}
          >
            Check again
          </Button>
        )}
        <ShowAs
          what={app.acm ? 'Stop managing certificates' : 'Manage certificates automatically'}
          calls={[
            app.acm ? shown(endpoints.disable, { params }) : shown(endpoints.enable, { params }),
            ...(stuck.length > 0 ? [shown(endpoints.refresh, { params, body: { acm_refresh: true } })] : []),
          ]}
        />
      </span>
    </div>
  )
}
