import { useQuery } from '@tanstack/react-query'
import { query } from '#client/query.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { usePlatform } from '#dashboard/shared/platform.ts'
import { control } from '#platform/control/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Code } from '#ui/Code.tsx'
import { CopyButton } from '#ui/CopyButton.tsx'
import { Dialog, DialogClose } from '#ui/Dialog.tsx'
import { formatAbsolute, formatNumber } from '#ui/format.ts'
import { KeyValue } from '#ui/KeyValue.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'

/** What the world is: enough for somebody else to have the same one. */
export function AboutDialog({ onClose }: { onClose: () => void }) {
  // The hash is of this moment, so it is asked for each time.
  const { data: world } = useQuery({ ...query(control.world), staleTime: 0 })
  const { platform } = usePlatform()
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="About this world"
      description="Scenario, seed and the requests since then make it. Whoever has the three has the same world, to the byte."
      actions={
        <>
          <ShowAs
            what="This world as a file"
            calls={[
              { title: 'Export', ...shown(control.exportWorld) },
              { title: 'Show what it is', ...shown(control.world) },
            ]}
          />
          <DialogClose render={<Button>Close</Button>} />
        </>
      }
    >
      {world ? (
        <KeyValue
          rows={[
            { name: 'Scenario', value: world.scenario },
            { name: 'Seed', value: <Copied text={world.seed} label="Copy seed" /> },
            { name: 'State hash', value: <Copied text={world.hash} label="Copy state hash" /> },
            { name: 'Begins', value: formatAbsolute(Date.parse(world.epoch)) },
            { name: 'Now', value: formatAbsolute(Date.parse(world.now)) },
            {
              name: 'Requests',
              value: `${formatNumber(world.commands)}${world.ahead > 0 ? `, and ${formatNumber(world.ahead)} ahead that were gone back before` : ''}`,
            },
            ...(platform
              ? [
                  {
                    name: 'Kept',
                    value: platform.kept
                      ? 'In this browser, also when it is closed'
                      : 'Until this browser is closed; export it to keep it',
                  },
                ]
              : []),
          ]}
        />
      ) : (
        <Skeleton lines={7} />
      )}
    </Dialog>
  )
}

function Copied({ text, label }: { text: string; label: string }) {
  return (
    <span className="inline-flex items-center gap-1">
      <Code>{text}</Code>
      <CopyButton text={text} label={label} />
    </span>
  )
}
