import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '#client/http.ts'
import { query } from '#client/query.ts'
import { curlCommand } from '#client/cli.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { sentence } from '#dashboard/shared/errors.ts'
import { resumeSession } from '#dashboard/shared/session.ts'
import { control, WorldFile } from '#platform/control/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Code } from '#ui/Code.tsx'
import { Dialog, DialogClose } from '#ui/Dialog.tsx'
import { Field } from '#ui/Field.tsx'
import { FormError } from '#ui/FormError.tsx'
import { formatAbsolute, formatDuration, formatNumber } from '#ui/format.ts'
import { Input } from '#ui/Input.tsx'
import { KeyValue } from '#ui/KeyValue.tsx'
import { RadioCards } from '#ui/RadioCards.tsx'
import { toast } from '#ui/toast.ts'

interface ImportDialogProps {
  file: File
  /** Asks for another file. */
  onAgain: () => void
  onClose: () => void
}

/** Takes a file in the place of the world: first shows what it holds, or why it is none. */
export function ImportDialog({ file, onAgain, onClose }: ImportDialogProps) {
  const { data, error } = useQuery({
    queryKey: ['world file', file.name, file.size, file.lastModified],
    queryFn: () => readWorldFile(file),
    retry: false,
  })
  if (data) return <ReviewDialog file={data} name={file.name} onClose={onClose} />
  if (!error) return null
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`${file.name} is no world`}
      description="Nothing was changed."
      actions={
        <>
          <DialogClose render={<Button>Cancel</Button>} />
          <Button variant="primary" onClick={onAgain}>
            Choose another file
          </Button>
        </>
      }
    >
      <FormError attempt={error}>{error.message}</FormError>
    </Dialog>
  )
}

/** Fails with a sentence that says why the file is no world. */
async function readWorldFile(file: File): Promise<WorldFile> {
  try {
    return WorldFile.parse(JSON.parse(await file.text()))
  } catch (error) {
    const why =
      error instanceof SyntaxError ? 'It is not JSON.' : 'It is JSON, but nothing that this version can read as a world.'
    throw new Error(`${why} Choose a file that “Export as a file” made.`, { cause: error })
  }
}

/** The file is named, not spelled out: it can be megabytes long. */
const importCommand = (file: string) =>
  `${curlCommand(control.exportWorld).replace('curl ', 'curl -X PUT ')} -H "Content-Type: application/json" --data-binary '@${file.replaceAll("'", '')}'`

/** Shows what a file holds before it takes the place of the world. */
function ReviewDialog({ file, name, onClose }: { file: WorldFile; name: string; onClose: () => void }) {
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => call(control.importWorld, { body: file }),
    async onSuccess() {
      await resumeSession()
      toast({ title: 'The world was imported.', description: 'This and every other tab show it now.', tone: 'ok' })
      onClose()
    },
  })
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Import ${name}?`}
      description="It takes the place of the world that is here now. Export that one first if you want to keep it."
      actions={
        <>
          <ShowAs what="Import a world" calls={[{ cli: null, curl: importCommand(name) }]} />
          <DialogClose render={<Button>Cancel</Button>} />
          <Button variant="primary" pending={isPending} onClick={() => mutate()}>
            Import world
          </Button>
        </>
      }
    >
      <KeyValue
        rows={[
          { name: 'Scenario', value: file.scenario },
          { name: 'Seed', value: <Code>{file.seed}</Code> },
          { name: 'Begins', value: formatAbsolute(file.epoch) },
          { name: 'Now', value: `${formatAbsolute(file.now)}, ${formatDuration(file.now - file.epoch)} later` },
          { name: 'Requests that made it', value: formatNumber(file.journal.length) },
        ]}
      />
      <FormError className="mt-3" attempt={error}>
        {error && sentence(error)}
      </FormError>
    </Dialog>
  )
}

/** Starts a world anew: another scenario, another seed. */
export function ResetDialog({ onClose }: { onClose: () => void }) {
  const world = useQuery(query(control.world))
  const scenarios = useQuery(query(control.scenarios))
  const [scenario, setScenario] = useState<string | null>(null)
  const [seed, setSeed] = useState<string | null>(null)
  const chosen = { scenario: scenario ?? world.data?.scenario, seed: seed ?? world.data?.seed }
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => call(control.resetWorld, { body: chosen }),
    async onSuccess() {
      await resumeSession()
      toast({ title: 'A new world has begun.', tone: 'ok' })
      onClose()
    },
  })
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Start a world anew"
      description="What was done in this one is lost, in every tab. Export it first if you want to keep it."
      actions={
        <>
          <ShowAs what="Start a world anew" calls={[shown(control.resetWorld, { body: chosen })]} />
          <DialogClose render={<Button>Cancel</Button>} />
          <Button
            variant="danger"
            pending={isPending}
            reason={chosen.seed === '' ? 'Give a seed first' : null}
            onClick={() => mutate()}
          >
            Start anew
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <RadioCards
          legend="Scenario"
          value={chosen.scenario ?? null}
          onChange={setScenario}
          cards={(scenarios.data ?? []).map(({ name, title, description }) => ({ value: name, label: title, description }))}
        />
        <Field
          label="Seed"
          error={chosen.seed === '' ? 'A seed has at least one character.' : undefined}
          hint="The same scenario and seed give the same world, to the byte. Up to 64 characters."
        >
          <Input code maxLength={64} value={chosen.seed ?? ''} onChange={(event) => setSeed(event.target.value)} />
        </Field>
        <FormError attempt={error}>{error && sentence(error)}</FormError>
      </div>
    </Dialog>
  )
}
