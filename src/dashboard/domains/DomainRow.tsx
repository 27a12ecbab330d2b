import { useQuery } from '@tanstack/react-query'
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { call } from '#client/http.ts'
import { lazyDialog } from '#dashboard/domains/lazy-dialog.tsx'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { useApp, useWhyNot } from '#dashboard/app/useApp.ts'
import { DnsAnswer, domains as endpoints, nameCovers, recordType, type Domain } from '#platform/domains/contract.ts'
import { useClock } from '#ui/clock.ts'
import { CopyButton } from '#ui/CopyButton.tsx'
import { IconButton } from '#ui/IconButton.tsx'
import { NativeSelect } from '#ui/NativeSelect.tsx'
import { Status } from '#ui/Status.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'
import { toast } from '#ui/toast.ts'
import { certificatesOf, dnsOf } from './queries.ts'
import { domainState } from './status.ts'

const ConfirmDialog = lazyDialog(async () => (await import('#ui/ConfirmDialog.tsx')).ConfirmDialog)

/** A domain: where its DNS has to lead, how its certificate stands and why, and what can be changed. */
export function DomainRow({ domain }: { domain: Domain }) {
  const { name } = useApp()
  const { data: certificates } = useQuery(certificatesOf(name))
  const { hostname, cname, acm_status_reason: cause } = domain
  const serving = certificates?.find(({ id }) => id === domain.sni_endpoint?.id)
  const expiresAt = serving ? Date.parse(serving.ssl_cert.expires_at) : null
  const word = useClock((now) => domainState(domain, expiresAt, now).word)
  const tone = useClock((now) => domainState(domain, expiresAt, now).tone)
  return (
    <li aria-label={hostname} className="grid grid-cols-[minmax(0,1fr)] gap-1.5 py-2.5 pr-2 pl-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="flex min-w-0 flex-1 basis-56 items-center gap-1">
          <span className="truncate font-mono text-xs font-medium" data-hint={hostname}>
            {hostname}
          </span>
          <CopyButton text={hostname} label={`Copy ${hostname}`} className="-my-1" />
        </span>
        <span className="flex items-center gap-2">
          <Status tone={tone}>{word}</Status>
          <TimeAgo time={domain.updated_at} className="text-xs text-muted" />
        </span>
        <Remove domain={domain} />
      </div>
      {cause !== null && <p className="max-w-prose text-muted wrap-anywhere">{cause}</p>}
      <div className="flex min-w-0 flex-wrap items-center gap-x-2 text-xs text-muted">
        <span>{recordType(hostname)} to</span>
        <span className="flex min-w-0 items-center gap-1">
          <span className="truncate font-mono text-ink">{cname}</span>
          <CopyButton text={cname ?? ''} label={`Copy the DNS target of ${hostname}`} className="-my-1" />
        </span>
        {domain.status === 'pending' && <span>The target is being made.</span>}
      </div>
      <div className="flex flex-wrap gap-x-6 gap-y-1.5 pr-2">
        <CertificateChoice domain={domain} />
        <DnsChoice domain={domain} />
      </div>
    </li>
  )
}

/** Which certificate serves the domain: the platform's own, an uploaded one that is good for it, or none. */
function CertificateChoice({ domain }: { domain: Domain }) {
  const { name, acm } = useApp()
  const reason = useWhyNot()('domains.edit')
  const { data: certificates = [] } = useQuery(certificatesOf(name))
  const { hostname } = domain
  const uploaded = certificates.filter(
    ({ ssl_cert: cert }) => !cert.acm && cert.cert_domains.some((covered) => nameCovers(covered, hostname)),
  )
  const set = useAction({
    run: (certificate: string | null) =>
      call(endpoints.update, { params: { app: name, domain: hostname }, body: { sni_endpoint: certificate } }),
    failed: `The certificate of ${hostname} was not changed`,
  })
  const current = uploaded.find((each) => each.id === domain.sni_endpoint?.id)?.name ?? ''
  const value = set.isPending ? (set.variables ?? '') : current
  return (
    <span className="flex min-w-0 items-center max-sm:w-full">
      <label className="flex min-w-0 items-center gap-2 text-xs whitespace-nowrap text-muted max-sm:grid max-sm:w-full max-sm:grid-cols-[6rem_minmax(0,1fr)]">
        Certificate
        <NativeSelect
          className="w-48 max-sm:w-full"
          aria-label={`Certificate of ${hostname}`}
          value={value}
          reason={reason}
          onChange={(event) => set.mutate(event.target.value === '' ? null : event.target.value)}
        >
          <option value="">{acm && !hostname.startsWith('*.') ? 'Automatic' : 'None'}</option>
          {uploaded.map((each) => (
            <option key={each.id} value={each.name}>
              {each.name}
            </option>
          ))}
        </NativeSelect>
      </label>
      <ShowAs
        what={`Choose the certificate of ${hostname}`}
        calls={[
          shown(endpoints.update, {
            params: { app: name, domain: hostname },
            body: { sni_endpoint: value === '' ? null : value },
          }),
        ]}
      />
    </span>
  )
}

const answers: Readonly<Record<DnsAnswer, string>> = {
  target: 'its DNS target',
  elsewhere: 'another address',
  none: 'nothing: no record',
  caa: 'a CAA record that forbids it',
}

/** There are no name servers here: what they would answer is chosen. */
function DnsChoice({ domain: { hostname } }: { domain: Domain }) {
  const { name } = useApp()
  const reason = useWhyNot()('domains.edit')
  const { data } = useQuery(dnsOf(name))
  const dns = data?.find(({ domain }) => domain.hostname === hostname)
  const coming = useClock((now) => dns !== undefined && Date.parse(dns.since) > now)
  const set = useAction({
    run: (answer: DnsAnswer) => call(endpoints.setDns, { params: { app: name, domain: hostname }, body: { answer } }),
    failed: 'What name servers say was not changed',
    done: (_, answer) => toast(`Name servers answer with ${answers[answer]}`),
  })
  const value = set.isPending ? set.variables : coming ? 'none' : (dns?.answer ?? 'none')
  return (
    <label className="flex min-w-0 items-center gap-2 text-xs whitespace-nowrap text-muted max-sm:grid max-sm:w-full max-sm:grid-cols-[6rem_minmax(0,1fr)]">
      Simulated DNS
      <NativeSelect
        className="w-52 max-sm:w-full"
        aria-label={`Simulated DNS of ${hostname}`}
        value={value}
        reason={reason ?? (dns === undefined && 'Loading')}
        onChange={(event) => set.mutate(DnsAnswer.parse(event.target.value))}
      >
        {DnsAnswer.options.map((each) => (
          <option key={each} value={each}>
            {coming && each === 'none' ? 'nothing yet: being set up' : answers[each]}
          </option>
        ))}
      </NativeSelect>
    </label>
  )
}

function Remove({ domain: { hostname } }: { domain: Domain }) {
  const { name } = useApp()
  const reason = useWhyNot()('domains.edit')
  const [asking, setAsking] = useState(false)
  const args = { params: { app: name, domain: hostname } }
  const remove = useAction({
    run: () => call(endpoints.delete, args),
    failed: `${hostname} was not removed`,
    quiet: true,
    done: () => {
      setAsking(false)
      toast({ title: `${hostname} was removed` })
    },
  })
  return (
    <span className="flex items-center">
      <ShowAs what={`Remove ${hostname}`} calls={[shown(endpoints.delete, args)]} />
      <IconButton
        size="sm"
        label={`Remove ${hostname}`}
        icon={<Trash2 size={14} />}
        reason={reason}
        onClick={() => setAsking(true)}
      />
      {asking && (
        <ConfirmDialog
          open
          onOpenChange={setAsking}
          title={`Remove ${hostname}?`}
          action="Remove domain"
          pending={remove.isPending}
          error={remove.error?.message}
          onConfirm={() => remove.mutate()}
        >
          Requests to it reach the app no more, and others can add it. Added again, it gets another DNS target.
        </ConfirmDialog>
      )}
    </span>
  )
}
