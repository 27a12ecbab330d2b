import { Box, Ellipsis, Plus, RotateCw, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#ui/Button.tsx'
import { Code } from '#ui/Code.tsx'
import { CodeBlock } from '#ui/CodeBlock.tsx'
import { CommandSnippet } from '#ui/CommandSnippet.tsx'
import { CopyButton } from '#ui/CopyButton.tsx'
import { IconButton } from '#ui/IconButton.tsx'
import { Kbd } from '#ui/Kbd.tsx'
import { useShortcut, useShortcutList } from '#ui/keyboard/useShortcut.ts'
import { Link } from '#ui/Link.tsx'
import { LinkButton } from '#ui/LinkButton.tsx'
import { Segmented } from '#ui/Segmented.tsx'
import { toast } from '#ui/toast.ts'
import { Toolbar } from '#ui/Toolbar.tsx'
import { Part, Show } from './Part.tsx'

/** Buttons, links, shortcuts, things to copy. */
export function Actions() {
  const [range, setRange] = useState('day')
  return (
    <Part title="Actions">
      <Show name="Button">
        <Button variant="primary">Primary</Button>
        <Button>Secondary</Button>
        <Button variant="ghost">Ghost</Button>
        <Button variant="danger">Danger</Button>
        <Button icon={<Plus size={15} />}>With icon</Button>
        <Button size="sm">Small</Button>
        <Button size="lg" variant="primary">
          Large
        </Button>
      </Show>
      <Show name="Button, pending and with a reason">
        <Button variant="primary" pending>
          Saving keeps its label
        </Button>
        <Button pending icon={<RotateCw size={15} />}>
          Restart
        </Button>
        <Button pending variant="danger">
          Delete
        </Button>
        <Button reason="You need the right to operate this.">Not now</Button>
        <Button variant="primary" reason="Fill in the name first.">
          Create
        </Button>
        <Button variant="ghost" reason="Nothing to undo.">
          Undo
        </Button>
      </Show>
      <Show name="IconButton and CopyButton">
        <IconButton label="Refresh" shortcut="r" icon={<RotateCw size={16} />} />
        <IconButton label="More" variant="secondary" icon={<Ellipsis size={16} />} />
        <IconButton label="Delete" reason="The last one cannot be deleted." icon={<Trash2 size={16} />} />
        <IconButton label="Refreshing" pending icon={<RotateCw size={16} />} />
        <IconButton label="Small" size="sm" icon={<Plus size={14} />} />
        <CopyButton text="copied from the gallery" />
      </Show>
      <Show name="Link and LinkButton">
        <p>
          A sentence with <Link to="#actions">a link in it</Link>.
        </p>
        <Link look="quiet" to="#actions">
          storefront
        </Link>
        <LinkButton to="#actions" icon={<Box size={15} />}>
          Open project
        </LinkButton>
        <LinkButton to="#actions" variant="primary">
          New project
        </LinkButton>
      </Show>
      <Show name="Segmented and Toolbar">
        <Toolbar label="Range">
          <Segmented
            label="Range"
            value={range}
            onChange={setRange}
            options={[
              { value: 'hour', label: '1 h' },
              { value: 'day', label: '24 h', hint: 'The last 24 hours' },
              { value: 'week', label: '7 d' },
            ]}
          />
          <Button>Export</Button>
        </Toolbar>
      </Show>
      <Show name="Code, CommandSnippet, CodeBlock" column>
        <p>
          Set <Code>PORT</Code> before <Code>npm start</Code>.
        </p>
        <CommandSnippet command="tool scale web=3:large --project storefront" className="max-w-lg" />
        <CommandSnippet command="tool config set DATABASE_URL=postgres://user:secret@db-17.example.com:5432/main?sslmode=require --project storefront" />
        <CodeBlock
          label="Response body"
          code={JSON.stringify({ id: 'conflict', message: 'The name is taken.', url: null }, null, 2)}
        />
      </Show>
      <Shortcuts />
    </Part>
  )
}

function Shortcuts() {
  useShortcut('g t', () => document.getElementById('tokens')?.scrollIntoView(), { label: 'Go to tokens', group: 'Gallery' })
  useShortcut('mod+j', () => toast('The shortcut ran'), { label: 'Show a toast', group: 'Gallery' })
  return (
    <Show name="Kbd and useShortcut" column>
      <p className="flex flex-wrap items-center gap-3">
        <Kbd keys="mod+k" />
        <Kbd keys="g a" />
        <Kbd keys="shift+enter" />
        <Kbd keys="esc" />
        <Kbd keys="/" />
      </p>
      <ul className="grid max-w-xs gap-1">
        {useShortcutList().map(({ keys, label }) => (
          <li key={keys} className="flex justify-between">
            {label} <Kbd keys={keys} />
          </li>
        ))}
      </ul>
    </Show>
  )
}
