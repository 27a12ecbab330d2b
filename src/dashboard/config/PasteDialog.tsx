import { useState } from 'react'
import { Button } from '#ui/Button.tsx'
import { Checkbox } from '#ui/Checkbox.tsx'
import { Dialog, DialogClose } from '#ui/Dialog.tsx'
import { ChangeList } from './ChangeList.tsx'
import { diffConfig, parseDotenv } from './dotenv.ts'
import { Problems } from './Problems.tsx'

interface PasteDialogProps {
  text: string
  now: Readonly<Record<string, string>>
  onTake: (values: Readonly<Record<string, string>>, only: boolean) => void
  onClose: () => void
}

/** What a pasted `.env` would change, before it becomes a draft. */
export function PasteDialog({ text, now, onTake, onClose }: PasteDialogProps) {
  const [only, setOnly] = useState(false)
  const { vars, problems, duplicates } = parseDotenv(text)
  const changes = diffConfig(now, only ? vars : { ...now, ...vars })
  const missing = Object.keys(now).filter((key) => !Object.hasOwn(vars, key)).length
  const count = (kind: string) => changes.filter((change) => change.kind === kind).length
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Take over this .env?"
      description={`${count('added')} added, ${count('changed')} changed, ${count('removed')} removed. Nothing is saved before you save it.`}
      actions={
        <>
          <DialogClose render={<Button>Cancel</Button>} />
          <Button
            variant="primary"
            reason={changes.length === 0 ? 'It changes nothing' : null}
            onClick={() => onTake(vars, only)}
          >
            Take over
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        {changes.length > 0 ? (
          <ChangeList changes={changes} />
        ) : (
          <p className="text-muted">All of it is set like this already.</p>
        )}
        {missing > 0 && (
          <Checkbox
            label={`Remove the ${missing} that ${missing === 1 ? 'is' : 'are'} not in it`}
            checked={only}
            onChange={(event) => setOnly(event.target.checked)}
          />
        )}
        <Problems problems={problems} duplicates={duplicates} />
      </div>
    </Dialog>
  )
}
