import { clsx } from 'clsx'
import { FileKey } from 'lucide-react'
import { useRef, useState, type DragEvent, type FormEvent } from 'react'
import { call } from '#client/http.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { useApp } from '#dashboard/app/useApp.ts'
import { certificates as endpoints, type CheckedCertificate, type SniEndpoint } from '#platform/certificates/contract.ts'
import { domains as domainEndpoints, type Domain } from '#platform/domains/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Checkbox } from '#ui/Checkbox.tsx'
import { Dialog, DialogClose } from '#ui/Dialog.tsx'
import { Field } from '#ui/Field.tsx'
import { FormError } from '#ui/FormError.tsx'
import { Textarea } from '#ui/Input.tsx'
import { KeyValue } from '#ui/KeyValue.tsx'
import { toast } from '#ui/toast.ts'
import { sortPem } from './pem.ts'
import { useCheck } from './useCheck.ts'

interface UploadDialogProps {
  domains: readonly Domain[]
  /** The certificate that it takes the place of; null adds one. */
  instead: SniEndpoint | null
  onClose: () => void
}

/** Takes a certificate with its chain and key, and shows what is in them before they are added. */
export function UploadDialog({ domains, instead, onClose }: UploadDialogProps) {
  const { name: app } = useApp()
  const [chain, setChain] = useState('')
  const [key, setKey] = useState('')
  const [unwanted, setUnwanted] = useState<readonly string[]>([])
  const body = { certificate_chain: chain, private_key: key }
  const checked = useCheck(app, body)
  const hosts = instead ? [] : (checked?.covers ?? [])
  const save = useAction({
    run: async () => {
      if (instead) return call(endpoints.update, { params: { app, certificate: instead.name }, body })
      const added = await call(endpoints.create, { params: { app }, body })
      for (const domain of hosts.filter((host) => !unwanted.includes(host)))
        await call(domainEndpoints.update, { params: { app, domain }, body: { sni_endpoint: added.name } })
      return added
    },
    failed: 'The certificate was not added',
    quiet: true,
    done: ({ name }) => {
      toast({ title: `${name} was ${instead ? 'replaced' : 'added'}`, tone: 'ok' })
      onClose()
    },
  })
  const [unread, setUnread] = useState<string | null>(null)
  const take = (files: readonly File[]) =>
    void Promise.all(files.map((file) => file.text())).then((texts) => {
      const sorted = sortPem(texts)
      if (sorted.chain !== '') setChain(sorted.chain)
      if (sorted.key !== '') setKey(sorted.key)
      setUnread(sorted.chain + sorted.key === '' ? `There is no PEM in ${files.map(({ name }) => name).join(', ')}.` : null)
    })
  const problem = checked?.problem
  const lost = instead ? servedBy(instead, domains).filter((host) => checked && !checked.covers.includes(host)) : []
  const missing = chain.trim() === '' ? 'Paste the certificate first' : key.trim() === '' ? 'Paste the private key first' : null
  const reason = missing ?? (checked ? (problem?.message ?? null) : 'It is being read')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (reason === null && !save.isPending) save.mutate()
  }
  const masked = { certificate_chain: '…', private_key: '…' }
  const asCall = instead
    ? shown(endpoints.update, { params: { app, certificate: instead.name }, body: masked })
    : shown(endpoints.create, { params: { app }, body: masked })
  return (
    <Dialog
      open
      dismissible={chain + key === ''}
      onOpenChange={(open) => !open && onClose()}
      title={instead ? `Replace ${instead.name}` : 'Add a certificate'}
      description="In PEM: the certificate of the host, then those of its issuers. The key is compared with it, and kept nowhere."
      actions={
        <>
          <span className="mr-auto flex items-center">
            <ShowAs what={instead ? 'Replace a certificate' : 'Add a certificate'} calls={[asCall]} />
          </span>
          <DialogClose render={<Button>Cancel</Button>} />
          <Button variant="primary" type="submit" form="certificate" reason={reason} pending={save.isPending}>
            {instead ? 'Replace certificate' : 'Add certificate'}
          </Button>
        </>
      }
    >
      <form id="certificate" noValidate onSubmit={submit} className="grid gap-4">
        <Drop onFiles={take} problem={unread} />
        <Field label="Certificate chain" error={problem?.field === 'certificate_chain' ? problem.message : undefined}>
          <Textarea code rows={4} value={chain} className="max-h-40 text-xs" onChange={(event) => setChain(event.target.value)} />
        </Field>
        <Field label="Private key" error={problem?.field === 'private_key' ? problem.message : undefined}>
          <Textarea code rows={3} value={key} className="max-h-32 text-xs" onChange={(event) => setKey(event.target.value)} />
        </Field>
        {checked?.found && <Found found={checked.found} />}
        {lost.length > 0 && (
          <p className="text-error-text">
            It is not good for {lost.join(', ')}, which {instead?.name} serves.
          </p>
        )}
        {hosts.length > 0 && (
          <fieldset className="grid gap-1.5">
            <legend className="mb-1 font-medium">Put it on</legend>
            {hosts.map((host) => (
              <Checkbox
                key={host}
                label={host}
                checked={!unwanted.includes(host)}
                onChange={(event) =>
                  setUnwanted(event.target.checked ? unwanted.filter((each) => each !== host) : [...unwanted, host])
                }
              />
            ))}
          </fieldset>
        )}
        {checked?.found && !instead && hosts.length === 0 && (
          <p className="text-muted">None of the app's domains is among its names: add the domain first, or later.</p>
        )}
        <FormError attempt={save.failureCount}>{save.error?.message}</FormError>
      </form>
    </Dialog>
  )
}

const servedBy = ({ domains: ids }: SniEndpoint, domains: readonly Domain[]) =>
  domains.filter(({ id }) => ids.includes(id)).map(({ hostname }) => hostname)

function Found({ found }: { found: NonNullable<CheckedCertificate['found']> }) {
  const long = (text: string) => <span className="font-mono text-xs wrap-anywhere">{text}</span>
  return (
    <section aria-label="What was found" className="rounded-md bg-sunken p-3">
      <KeyValue
        rows={[
          { name: 'Good for', value: long(found.domains.join(', ')) },
          { name: 'Issuer', value: long(found.self_signed ? 'Signed by itself: browsers do not trust it' : found.issuer) },
          { name: 'Valid', value: `${found.starts_at.slice(0, 10)} to ${found.expires_at.slice(0, 10)}` },
          { name: 'Key', value: found.key },
          {
            name: 'Chain',
            value: found.chain.length === 1 ? 'Only the certificate itself' : `${found.chain.length} certificates`,
          },
        ]}
      />
    </section>
  )
}

/** Takes files with certificates and keys in any number and order. */
function Drop({ onFiles, problem }: { onFiles: (files: readonly File[]) => void; problem: string | null }) {
  const [over, setOver] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    onFiles([...event.dataTransfer.files])
  }
  return (
    <div
      data-testid="certificate-drop"
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={clsx(
        'flex flex-wrap items-center justify-between gap-2 rounded-lg border border-dashed px-3 py-2',
        over ? 'border-ring bg-accent-soft' : 'border-line-strong bg-sunken/60',
      )}
    >
      <span className="text-muted">Drop the .crt, .pem and .key files here, or paste them below.</span>
      <Button
        size="sm"
        icon={<FileKey size={14} />}
        aria-describedby={problem === null ? undefined : 'no-pem'}
        onClick={() => input.current?.click()}
      >
        Choose files
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label="Certificate files"
        accept=".pem,.crt,.cer,.key,.txt"
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
      {problem !== null && (
        <p id="no-pem" role="alert" className="basis-full text-xs text-error-text">
          {problem}
        </p>
      )}
    </div>
  )
}
