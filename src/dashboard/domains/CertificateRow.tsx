import { useState } from 'react'
import { call } from '#client/http.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { useApp, useWhyNot } from '#dashboard/app/useApp.ts'
import { certificates as endpoints, type SniEndpoint } from '#platform/certificates/contract.ts'
import type { Domain } from '#platform/domains/contract.ts'
import { Badge } from '#ui/Badge.tsx'
import { Button } from '#ui/Button.tsx'
import { useClock } from '#ui/clock.ts'
import { CopyButton } from '#ui/CopyButton.tsx'
import { Disclosure } from '#ui/Disclosure.tsx'
import { KeyValue } from '#ui/KeyValue.tsx'
import { Status } from '#ui/Status.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'
import { toast } from '#ui/toast.ts'
import { lazyDialog } from './lazy-dialog.tsx'
import { expiryState } from './status.ts'

const ConfirmDialog = lazyDialog(async () => (await import('#ui/ConfirmDialog.tsx')).ConfirmDialog)

interface CertificateRowProps {
  certificate: SniEndpoint
  domains: readonly Domain[]
  onReplace: () => void
}

/** A certificate: what it is good for, until when, what it serves. */
export function CertificateRow({ certificate, domains, onReplace }: CertificateRowProps) {
  const { name, ssl_cert: cert } = certificate
  const reason = useWhyNot()('domains.edit')
  const expiresAt = Date.parse(cert.expires_at)
  const word = useClock((now) => expiryState(expiresAt, now).word)
  const tone = useClock((now) => expiryState(expiresAt, now).tone)
  const serves = domains.filter(({ id }) => certificate.domains.includes(id)).map(({ hostname }) => hostname)
  return (
    <li aria-label={name} className="grid grid-cols-[minmax(0,1fr)] gap-1 px-4 py-2.5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="flex min-w-0 flex-1 basis-56 flex-wrap items-center gap-x-2 gap-y-1">
          <span className="truncate font-medium">{cert.cert_domains.join(', ')}</span>
          <Badge>{cert.acm ? 'Automatic' : 'Uploaded'}</Badge>
        </span>
        <span className="flex items-center gap-2">
          <Status tone={tone}>{word}</Status>
          <span className="text-xs text-muted">
            {word === 'Expired' ? 'ended ' : 'ends '}
            <TimeAgo time={expiresAt} />
          </span>
        </span>
      </div>
      <div className="flex flex-wrap items-start justify-between gap-x-4">
        <Disclosure summary="Details" className="min-w-0 flex-1 basis-64">
          <KeyValue
            className="pb-1"
            rows={[
              {
                name: 'Name',
                value: (
                  <span className="flex items-center gap-1">
                    <span className="truncate font-mono text-xs">{name}</span>
                    <CopyButton text={name} label={`Copy ${name}`} className="-my-1" />
                  </span>
                ),
              },
              { name: 'Subject', value: <Long text={cert.subject} /> },
              { name: 'Issuer', value: <Long text={cert['self_signed?'] ? `${cert.issuer} (signed by itself)` : cert.issuer} /> },
              { name: 'Good for', value: <Long text={cert.cert_domains.join(', ')} /> },
              { name: 'Serves', value: serves.length > 0 ? <Long text={serves.join(', ')} /> : 'No domain' },
              { name: 'Valid', value: `${cert.starts_at.slice(0, 10)} to ${cert.expires_at.slice(0, 10)}` },
            ]}
          />
        </Disclosure>
        {!cert.acm && (
          <span className="flex items-center gap-1">
            <Button size="sm" reason={reason} onClick={onReplace}>
              Replace
            </Button>
            <Remove certificate={certificate} serves={serves} reason={reason} />
          </span>
        )}
      </div>
    </li>
  )
}

const Long = ({ text }: { text: string }) => <span className="font-mono text-xs wrap-anywhere">{text}</span>

interface RemoveProps {
  certificate: SniEndpoint
  serves: readonly string[]
  reason: string | null
}

function Remove({ certificate: { name }, serves, reason }: RemoveProps) {
  const { name: app, acm } = useApp()
  const [asking, setAsking] = useState(false)
  const args = { params: { app, certificate: name } }
  const remove = useAction({
    run: () => call(endpoints.delete, args),
    failed: 'The certificate was not removed',
    quiet: true,
    done: () => {
      setAsking(false)
      toast({ title: `${name} was removed` })
    },
  })
  return (
    <>
      <ShowAs what={`Remove ${name}`} calls={[shown(endpoints.delete, args)]} />
      <Button size="sm" variant="ghost" reason={reason} onClick={() => setAsking(true)}>
        Remove
      </Button>
      {asking && (
        <ConfirmDialog
          open
          onOpenChange={setAsking}
          title={`Remove the certificate ${name}?`}
          action="Remove certificate"
          pending={remove.isPending}
          error={remove.error?.message}
          onConfirm={() => remove.mutate()}
        >
          {serves.length === 0
            ? 'It serves no domain.'
            : acm
              ? `${serves.join(', ')} will get a certificate automatically, some minutes later.`
              : `${serves.join(', ')} will be left without one: browsers refuse to show it.`}
        </ConfirmDialog>
      )}
    </>
  )
}
