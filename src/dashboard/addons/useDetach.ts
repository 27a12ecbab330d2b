import { call } from '#client/http.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { attachments, type Attachment } from '#platform/addons/contract.ts'
import { toast } from '#ui/toast.ts'

/** Whether an app looks for its data store by this attachment, and has no other one of it. */
export const isMissed = ({ name, addon, app }: Attachment, links: readonly Attachment[]) =>
  ['DATABASE', 'REDIS', 'KAFKA'].includes(name) &&
  links.filter((each) => each.addon.id === addon.id && each.app.id === app.id).length === 1

/** Takes an attachment away at once; until the toast goes, it can be had back. */
export function useDetach(done?: () => void) {
  const back = useAction({
    run: (link: Attachment) =>
      call(attachments.create, {
        body: {
          addon: link.addon.name,
          app: link.app.name,
          name: link.name,
          namespace: link.namespace,
          confirm: link.app.name,
        },
      }),
    failed: 'It was not attached again',
  })
  return useAction({
    run: (link: Attachment) => call(attachments.delete, { params: { attachment: link.id } }),
    failed: 'It was not detached',
    done: (_, link) => {
      done?.()
      toast({
        title: `${link.addon.name} is no longer ${link.name} on ${link.app.name}`,
        action: { label: 'Undo', run: () => back.mutate(link) },
      })
    },
  })
}
