import { useQuery } from '@tanstack/react-query'
import { ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import { call } from '#client/http.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { twoFactor } from '#platform/account/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { CommandSnippet } from '#ui/CommandSnippet.tsx'
import { CopyButton } from '#ui/CopyButton.tsx'
import { Num } from '#ui/Num.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Status } from '#ui/Status.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'
import { toast } from '#ui/toast.ts'
import { CodeForm } from './CodeForm.tsx'
import { ofAccount } from './queries.ts'

/** A second proof of who one is, beside the first. */
export function TwoFactor() {
  const { data, error, refetch } = useQuery(ofAccount.twoFactor())
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const [asked, setAsked] = useState<'renew' | 'disable' | null>(null)
  const begin = useAction({
    run: () => call(twoFactor.begin),
    failed: 'It could not be set up',
    done: () => refetch(),
  })
  const enabled = ({ recovery_codes: fresh }: { recovery_codes: string[] }) => {
    setCodes(fresh)
    setAsked(null)
    void refetch()
  }
  return (
    <Section
      title="Two-factor authentication"
      description="A code from a device of yours, besides what you know. Teams see who has it."
      actions={<ShowAs what="Show two-factor authentication" calls={[shown(twoFactor.info)]} />}
    >
      <Card className="grid gap-4">
        {error && <Failure error={error} retry={refetch} />}
        {!data && !error && <Skeleton lines={2} />}
        {codes && <RecoveryCodes codes={codes} />}
        {data && !data.enabled && !data.pending && (
          <div className="flex flex-wrap items-center gap-3">
            <Status tone="idle">Off</Status>
            <Button icon={<ShieldCheck size={14} />} pending={begin.isPending} onClick={() => begin.mutate()}>
              Set up
            </Button>
            <ShowAs what="Set up two-factor authentication" calls={[shown(twoFactor.begin)]} />
          </div>
        )}
        {data?.pending && (
          <>
            <div className="grid gap-1.5">
              <p>Give your authenticator this secret, or this address.</p>
              <CommandSnippet command={data.pending.secret} prompt="" label="Copy secret" />
              <CommandSnippet command={data.pending.uri} prompt="" label="Copy address" />
            </div>
            <CodeForm
              action="Enable"
              phone={data.simulated_code}
              run={(code) => call(twoFactor.enable, { body: { code } })}
              done={enabled}
              shows={(code) => shown(twoFactor.enable, { body: { code } })}
            />
          </>
        )}
        {data?.enabled && (
          <>
            <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
              <Status tone="ok">On</Status>
              {data.since !== null && (
                <span className="text-muted">
                  since <TimeAgo time={data.since} />
                </span>
              )}
              <span className="text-muted">
                <Num value={data.recovery_codes_left} /> recovery codes left
              </span>
              <span className="flex gap-2 sm:ml-auto">
                <Button size="sm" aria-expanded={asked === 'renew'} onClick={() => setAsked('renew')}>
                  New recovery codes
                </Button>
                <Button size="sm" aria-expanded={asked === 'disable'} onClick={() => setAsked('disable')}>
                  Turn off
                </Button>
              </span>
            </div>
            {asked === 'renew' && (
              <CodeForm
                key="renew"
                action="Make new codes"
                phone={data.simulated_code}
                run={(code) => call(twoFactor.renew, { body: { code } })}
                done={enabled}
                shows={(code) => shown(twoFactor.renew, { body: { code } })}
              />
            )}
            {asked === 'disable' && (
              <CodeForm
                key="disable"
                action="Turn off"
                phone={data.simulated_code}
                run={(code) => call(twoFactor.disable, { body: { code } })}
                done={() => {
                  setCodes(null)
                  setAsked(null)
                  toast('Two-factor authentication is off')
                  void refetch()
                }}
                shows={(code) => shown(twoFactor.disable, { body: { code } })}
              />
            )}
          </>
        )}
      </Card>
    </Section>
  )
}

/** Told once. */
function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  return (
    <div role="status" className="grid gap-2 rounded-md bg-accent-soft p-3">
      <p className="flex items-start justify-between gap-3">
        <span>
          <strong className="font-medium">Recovery codes.</strong> For when the device is lost. They are not shown again.
        </span>
        <CopyButton text={codes.join('\n')} label="Copy recovery codes" />
      </p>
      <ul aria-label="Recovery codes" className="grid grid-cols-[repeat(auto-fill,minmax(10rem,1fr))] gap-x-4 font-mono text-xs">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
    </div>
  )
}
