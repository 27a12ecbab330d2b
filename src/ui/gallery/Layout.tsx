import { useState } from 'react'
import { Badge } from '#ui/Badge.tsx'
import { Breadcrumbs } from '#ui/Breadcrumbs.tsx'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { Disclosure } from '#ui/Disclosure.tsx'
import { NavTabs } from '#ui/NavTabs.tsx'
import { Status } from '#ui/Status.tsx'
import { StickyBar } from '#ui/StickyBar.tsx'
import { Tabs } from '#ui/Tabs.tsx'
import { VisuallyHidden } from '#ui/VisuallyHidden.tsx'
import { Part, Show } from './Part.tsx'

const names = ['Overview', 'Resources', 'Deploy', 'Activity', 'Logs', 'Metrics', 'Settings']

/** What pages are made of. */
export function Layout() {
  const [staged, setStaged] = useState(false)
  return (
    <Part title="Layout">
      <Show name="Breadcrumbs and NavTabs" column>
        <Breadcrumbs
          crumbs={[
            { label: 'Projects', to: '/' },
            { label: 'a-project-with-quite-a-long-name', to: '/project' },
            { label: 'Settings', to: '/project/settings' },
          ]}
        />
        <NavTabs
          label="Project"
          tabs={names.map((label, index) => ({
            label,
            to: index === 0 ? '.' : `/${label.toLowerCase()}`,
            after: label === 'Activity' ? <Badge>12</Badge> : undefined,
          }))}
        />
      </Show>
      <Section title="A section" description="With a sentence beneath its heading." actions={<Button size="sm">Manage</Button>}>
        <div className="grid gap-4 sm:grid-cols-2">
          <Card>
            <div className="flex items-center justify-between">
              <span className="font-medium">A card</span>
              <Status tone="ok">Fine</Status>
            </div>
            <p className="mt-1 text-muted">With the usual padding.</p>
          </Card>
          <Card>
            <Disclosure summary="What happens then?">
              <p>Everything in here was hidden, and the browser's search would still have found it.</p>
            </Disclosure>
            <Disclosure summary="Open from the start" open>
              <p>It can begin open.</p>
            </Disclosure>
          </Card>
        </div>
      </Section>
      <Show name="Tabs" column>
        <Tabs
          label="Format"
          tabs={[
            { id: 'grid', label: 'Grid', content: <p>The panel of the first tab.</p> },
            { id: 'raw', label: 'Raw', content: <p>The panel of the second tab.</p> },
            { id: 'diff', label: 'Differences', content: <p>The panel of the third tab.</p> },
          ]}
        />
      </Show>
      <Show name="StickyBar and VisuallyHidden" column>
        <div>
          <Button onClick={() => setStaged(!staged)}>
            {staged ? 'Drop the change' : 'Stage a change'}
            <VisuallyHidden> in the gallery</VisuallyHidden>
          </Button>
        </div>
        <StickyBar
          label="Unsaved changes"
          actions={
            <>
              <Button variant="ghost">Discard</Button>
              <Button variant="primary" reason={staged ? null : 'Nothing is staged.'}>
                Save
              </Button>
            </>
          }
        >
          {staged ? '1 change not saved yet' : 'No changes'}
        </StickyBar>
      </Show>
    </Part>
  )
}
