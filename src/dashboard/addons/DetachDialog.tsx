import type { Attachment } from '#platform/addons/contract.ts'
import { ConfirmDialog } from '#ui/ConfirmDialog.tsx'
import { useDetach } from './useDetach.ts'

interface DetachDialogProps {
  link: Attachment
  onClose: () => void
}

/** Asks before an attachment that will be missed is taken away. */
export function DetachDialog({ link, onClose }: DetachDialogProps) {
  const detach = useDetach(onClose)
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Detach ${link.name} from ${link.app.name}?`}
      action="Detach"
      pending={detach.isPending}
      onConfirm={() => detach.mutate(link)}
    >
      {link.app.name} loses the config vars of {link.name}, the only way it has to {link.addon.name}, and restarts without them.
      What that holds stays, and is billed.
    </ConfirmDialog>
  )
}
