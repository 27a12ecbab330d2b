import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useRef, useState } from 'react'
import { call } from '#client/http.ts'
import { query } from '#client/query.ts'
import { sentence } from '#dashboard/shared/errors.ts'
import { saveFile } from '#dashboard/shared/save-file.ts'
import type { Triggered } from '#dashboard/shared/lazy-overlay.tsx'
import { control } from '#platform/control/contract.ts'
import { formatNumber } from '#ui/format.ts'
import { Menu } from '#ui/Menu.tsx'
import { toast } from '#ui/toast.ts'

const AboutDialog = lazy(async () => ({ default: (await import('./AboutDialog.tsx')).AboutDialog }))
const ImportDialog = lazy(async () => ({ default: (await import('./WorldDialogs.tsx')).ImportDialog }))
const ResetDialog = lazy(async () => ({ default: (await import('./WorldDialogs.tsx')).ResetDialog }))

type Opened = { kind: 'about' } | { kind: 'reset' } | { kind: 'import'; file: File }

/** The world as a whole: what it is, to keep it as a file, to take one in, to start anew. */
export function WorldMenu(asked: Triggered) {
  const world = useQuery(query(control.world)).data
  const [opened, setOpened] = useState<Opened | null>(null)
  const picker = useRef<HTMLInputElement>(null)
  const close = () => setOpened(null)
  const read = (input: HTMLInputElement) => {
    const [file] = input.files ?? []
    input.value = ''
    if (file) setOpened({ kind: 'import', file })
  }
  return (
    <>
      <Menu
        {...asked}
        side="top"
        align="start"
        header={
          world && (
            <>
              <span className="block font-medium text-ink">{world.scenario}</span>
              Seed {world.seed}, {formatNumber(world.commands)} requests so far
            </>
          )
        }
        groups={[
          {
            items: [
              { label: 'About this world…', onSelect: () => setOpened({ kind: 'about' }) },
              { label: 'Export as a file', onSelect: () => void exportWorld() },
              { label: 'Import a file…', onSelect: () => picker.current?.click() },
            ],
          },
          { items: [{ label: 'Start anew…', danger: true, onSelect: () => setOpened({ kind: 'reset' }) }] },
        ]}
      />
      <input
        ref={picker}
        type="file"
        hidden
        accept=".json,application/json"
        aria-label="File of a world"
        onChange={(event) => read(event.target)}
      />
      <Suspense>
        {opened?.kind === 'about' && <AboutDialog onClose={close} />}
        {opened?.kind === 'reset' && <ResetDialog onClose={close} />}
        {opened?.kind === 'import' && <ImportDialog file={opened.file} onAgain={() => picker.current?.click()} onClose={close} />}
      </Suspense>
    </>
  )
}

/** Saves the world where the browser saves downloads. */
export async function exportWorld(): Promise<void> {
  try {
    const file = await call(control.exportWorld)
    const day = new Date(file.now).toISOString().slice(0, 10)
    saveFile(`dynorama-${file.scenario}-${day}.json`, 'application/json', [JSON.stringify(file)])
  } catch (error) {
    toast({ title: 'The world was not exported.', description: sentence(error), tone: 'error' })
  }
}
