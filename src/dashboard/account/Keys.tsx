import { useQuery } from '@tanstack/react-query'
import { KeyRound, Plus, Trash2 } from 'lucide-react'
import { useState, type FormEvent } from 'react'
import { call } from '#client/http.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { whyNotByToken } from '#dashboard/shared/may.ts'
import { keys, type Key } from '#platform/keys/contract.ts'
import { Badge } from '#ui/Badge.tsx'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { CopyButton } from '#ui/CopyButton.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { Field } from '#ui/Field.tsx'
import { FormError } from '#ui/FormError.tsx'
import { Textarea } from '#ui/Input.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'
import { toast } from '#ui/toast.ts'
import { useMore } from '#ui/useMore.tsx'
import { ConfirmButton } from '#dashboard/shared/ConfirmButton.tsx'
import { ofAccount } from './queries.ts'

/** The keys by which git and the platform know one. */
export function Keys() {
  return (
    <>
      <title>SSH keys – Account</title>
      <KeyList />
    </>
  )
}

/** The list by itself. */
export function KeyList() {
  const { data, error, refetch } = useQuery(ofAccount.keys())
  const [first, more] = useMore(data ?? [])
  return (
    <Section
      title="SSH keys"
      description="Public keys of the machines you push from."
      actions={<ShowAs what="List SSH keys" calls={[shown(keys.list)]} />}
    >
      <Card flush>
        {error && <Failure error={error} retry={refetch} />}
        {!data && !error && <Skeleton lines={2} className="p-4" />}
        {data?.length === 0 && (
          <EmptyState title="No SSH keys" icon={<KeyRound size={18} />} className="py-6!">
            Add the public half of a key: what <code className="font-mono text-xs">ssh-keygen</code> wrote into a file that ends
            with .pub.
          </EmptyState>
        )}
        {first.length > 0 && (
          <ul aria-label="SSH keys" className="divide-y divide-line">
            {first.map((key) => (
              <Row key={key.id} row={key} />
            ))}
          </ul>
        )}
        {more}
        <AddKey />
      </Card>
    </Section>
  )
}

function Row({ row }: { row: Key }) {
  const { id, comment, fingerprint, public_key: text, created_at: since } = row
  const name = comment || fingerprint
  const params = { key: id }
  return (
    <li className="flex items-center gap-3 py-2 pr-2 pl-4">
      <div className="min-w-0 flex-1">
        <p className="flex min-w-0 items-center gap-2">
          <span dir="auto" className="truncate font-medium">
            {comment || 'Without a comment'}
          </span>
          <Badge>{text.split(' ')[0]}</Badge>
        </p>
        <p className="flex min-w-0 flex-wrap items-center gap-x-3 text-xs text-muted">
          <span className="font-mono wrap-anywhere">{fingerprint}</span>
          <span>
            added <TimeAgo time={since} />
          </span>
        </p>
      </div>
      <CopyButton text={text} label={`Copy the key ${name}`} />
      <ShowAs what={`Remove the key ${name}`} calls={[shown(keys.remove, { params })]} />
      <ConfirmButton
        label={`Remove the key ${name}`}
        icon={<Trash2 size={14} />}
        title={`Remove the key ${name}?`}
        action="Remove key"
        said="The key was removed"
        run={() => call(keys.remove, { params })}
      >
        Who has it cannot push by it any more.
      </ConfirmButton>
    </li>
  )
}

function AddKey() {
  const [typed, setTyped] = useState('')
  const body = { public_key: typed.trim() }
  const add = useAction({
    run: () => call(keys.add, { body }),
    failed: 'The key was not added',
    quiet: true,
    done: () => {
      setTyped('')
      toast({ title: 'The key was added', tone: 'ok' })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (body.public_key !== '' && !add.isPending) add.mutate()
  }
  return (
    <form noValidate onSubmit={submit} className="grid gap-3 border-t border-line p-4">
      <Field
        label="Add a public key"
        error={add.error?.message}
        hint="Ed25519, ECDSA and RSA from 2,048 bits, on one line. Nothing connects by it: git is simulated."
      >
        <Textarea
          code
          rows={3}
          spellCheck={false}
          placeholder="ssh-ed25519 AAAAC3Nza… you@machine"
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value)
            add.reset()
          }}
        />
      </Field>
      <FormError attempt={add.failureCount}>{null}</FormError>
      <div className="flex items-center gap-2">
        <Button
          type="submit"
          icon={<Plus size={14} />}
          pending={add.isPending}
          reason={whyNotByToken('account.keys') ?? (body.public_key === '' && 'Paste a key first')}
        >
          Add key
        </Button>
        <ShowAs what="Add an SSH key" calls={[shown(keys.add, { body })]} />
      </div>
    </form>
  )
}
