import { Copy, Ellipsis, FileText, Pencil, RotateCw, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#ui/Button.tsx'
import { CommandPalette, type CommandGroup } from '#ui/CommandPalette.tsx'
import { ConfirmDialog } from '#ui/ConfirmDialog.tsx'
import { Dialog, DialogClose } from '#ui/Dialog.tsx'
import { Field } from '#ui/Field.tsx'
import { IconButton } from '#ui/IconButton.tsx'
import { Input } from '#ui/Input.tsx'
import { LazyMenu } from '#ui/LazyMenu.tsx'
import { Menu } from '#ui/Menu.tsx'
import { Popover } from '#ui/Popover.tsx'
import { toast } from '#ui/toast.ts'
import { Tooltip } from '#ui/Tooltip.tsx'
import { useShortcut } from '#ui/keyboard/useShortcut.ts'
import { Part, Show } from './Part.tsx'

const groups: CommandGroup[] = [
  {
    label: 'Recent',
    commands: [{ id: 'recent', label: 'storefront', detail: 'Project', to: '#storefront', icon: <FileText size={15} /> }],
  },
  {
    label: 'Actions',
    commands: [
      { id: 'restart', label: 'Restart all', icon: <RotateCw size={15} />, run: () => toast('Restarted') },
      { id: 'rename', label: 'Rename project', icon: <Pencil size={15} />, shortcut: 'mod+r' },
      { id: 'delete', label: 'Delete project', icon: <Trash2 size={15} />, reason: 'Only its owner may.' },
    ],
  },
  {
    label: 'Pages',
    commands: ['Tokens', 'Forms', 'Charts', 'Logs'].map((label) => ({
      id: label,
      label,
      to: `#${label.toLowerCase()}`,
      icon: <FileText size={15} />,
    })),
  },
]

/** What opens above the page. */
export function Overlays() {
  return (
    <Part title="Overlays">
      <Show name="Dialog and ConfirmDialog">
        <Dialog
          trigger={<Button>Open a dialog</Button>}
          title="Rename project"
          description="Links to the old name stop working."
          actions={
            <>
              <DialogClose render={<Button>Cancel</Button>} />
              <DialogClose render={<Button variant="primary">Rename</Button>} />
            </>
          }
        >
          <Field label="New name">
            <Input code defaultValue="storefront" />
          </Field>
        </Dialog>
        <ConfirmDialog
          trigger={<Button variant="danger">Delete…</Button>}
          title="Delete storefront?"
          name="storefront"
          action="Delete project"
          onConfirm={() => toast({ title: 'storefront is deleted', tone: 'ok' })}
        >
          Its code, settings and history go with it. This cannot be undone.
        </ConfirmDialog>
      </Show>
      <Show name="Menu, Popover, Tooltip">
        <Menu
          trigger={<IconButton label="More" variant="secondary" icon={<Ellipsis size={16} />} />}
          align="start"
          groups={[
            {
              items: [
                { label: 'Open logs', to: '#logs', icon: <FileText size={15} />, shortcut: 'g l' },
                { label: 'Copy id', icon: <Copy size={15} />, onSelect: () => toast('Copied') },
                { label: 'Restart', icon: <RotateCw size={15} />, reason: 'Nothing is running.' },
              ],
            },
            { label: 'Danger', items: [{ label: 'Delete…', icon: <Trash2 size={15} />, danger: true }] },
          ]}
        />
        <LazyMenu
          trigger={<Button>Lazy menu</Button>}
          align="start"
          groups={[
            {
              items: [
                { label: 'Compact', checked: true },
                { label: 'Comfortable', checked: false },
              ],
            },
          ]}
        />
        <Popover trigger={<Button>What is this?</Button>} title="A popover">
          <p className="text-muted">A few sentences that help, with room for a link or a control.</p>
        </Popover>
        <Tooltip trigger={<Button variant="ghost">Rich tooltip</Button>}>
          With <strong>more than</strong> a line of text.
        </Tooltip>
        <span data-hint="A line of text" data-hint-keys="g a" className="border-b border-dotted border-line-strong">
          A light hint
        </span>
      </Show>
      <Show name="Toasts">
        <Button onClick={() => toast('Settings saved')}>Plain</Button>
        <Button
          onClick={() =>
            toast({ title: 'Variable removed', tone: 'ok', action: { label: 'Undo', run: () => toast('It is back') } })
          }
        >
          With undo
        </Button>
        <Button
          onClick={() =>
            toast({
              title: 'Deployment failed',
              description: 'No start command was found.',
              tone: 'error',
              link: { label: 'Read the log', to: '#logs' },
            })
          }
        >
          With a link
        </Button>
      </Show>
      <Palette />
    </Part>
  )
}

function Palette() {
  const [open, setOpen] = useState(false)
  const [query, setQuery] = useState('')
  useShortcut('mod+k', () => setOpen(true), { label: 'Command palette', group: 'Gallery' })
  return (
    <Show name="CommandPalette">
      <Button shortcut="mod+k" data-hint="Search" onClick={() => setOpen(true)}>
        Command palette
      </Button>
      <CommandPalette open={open} onOpenChange={setOpen} groups={groups} query={query} onQueryChange={setQuery} />
    </Show>
  )
}
