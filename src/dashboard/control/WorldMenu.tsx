import { useQuery } from '@tanstack/react-query'
import { ChevronsUpDown, Globe } from 'lucide-react'
import { lazy, Suspense, useRef, useState } from 'react'
import { call } from '#client/http.ts'
import { query } from '#client/query.ts'
import { sentence } from '#dashboard/shared/errors.ts'
import { LazyMenu } from '#dashboard/shared/lazy-overlay.tsx'
import { control, WorldFile } from '#platform/control/contract.ts'
import { formatNumber } from '#ui/format.ts'
import { toast } from '#ui/toast.ts'

const AboutDialog = lazy(async () => ({ default: (await import('./AboutDialog.tsx')).AboutDialog }))
const ImportDialog = lazy(async () => ({ default: (await import('./WorldDialogs.tsx')).ImportDialog }))
const ResetDialog = lazy(async () => ({ default: (await import('./WorldDialogs.tsx')).ResetDialog }))

type Opened = { kind: 'about' } | { kind: 'reset' } | { kind: 'import'; file: WorldFile; name: string }

/** The world as a whole: what it is, to keep it as a file, to take one in, to start anew. */
export function WorldMenu({ compact }: { compact: boolean }) {
  const world = useQuery(query(control.world)).data
  const [opened, setOpened] = useState<Opened | null>(null)
  const picker = useRef<HTMLInputElement>(null)
  const close = () => setOpened(null)
  const read = async (input: HTMLInputElement) => {
    const [file] = input.files ?? []
    input.value = ''
    if (!file) return
    const world = await readWorldFile(file)
    if (world) setOpened({ kind: 'import', file: world, name: file.name })
  }
  return (
    <>
      <LazyMenu
        side="top"
        align="start"
        trigger={
          <button
            type="button"
            aria-label={`World: ${world?.scenario ?? 'loading'}`}
            data-hint={compact ? 'World' : undefined}
            className="flex h-8 min-w-0 items-center gap-2 rounded-md px-2 text-left text-muted hover:bg-hover hover:text-ink coarse:h-11"
          >
            <Globe size={15} aria-hidden className="shrink-0" />
            {!compact && (
              <>
                <span className="min-w-0 flex-1 truncate">{world ? `World: ${world.scenario}` : 'World'}</span>
                <ChevronsUpDown size={12} aria-hidden className="text-faint" />
              </>
            )}
          </button>
        }
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
      <input ref={picker} type="file" hidden accept=".json,application/json" aria-label="File of a world" onChange={(event) => void read(event.target)} />
      <Suspense>
        {opened?.kind === 'about' && <AboutDialog onClose={close} />}
        {opened?.kind === 'reset' && <ResetDialog onClose={close} />}
        {opened?.kind === 'import' && <ImportDialog file={opened.file} name={opened.name} onClose={close} />}
      </Suspense>
    </>
  )
}

/** Saves the world where the browser saves downloads. */
export async function exportWorld(): Promise<void> {
  try {
    const file = await call(control.exportWorld)
    const day = new Date(file.now).toISOString().slice(0, 10)
    const url = URL.createObjectURL(new Blob([JSON.stringify(file)], { type: 'application/json' }))
    const link = Object.assign(document.createElement('a'), { href: url, download: `dynorama-${file.scenario}-${day}.json` })
    link.click()
    setTimeout(() => URL.revokeObjectURL(url), 10_000)
  } catch (error) {
    toast({ title: 'The world was not exported.', description: sentence(error), tone: 'error' })
  }
}

async function readWorldFile(file: File): Promise<WorldFile | null> {
  try {
    return WorldFile.parse(JSON.parse(await file.text()))
  } catch {
    toast({
      title: `${file.name} is no world.`,
      description: 'Choose a file that “Export as a file” made.',
      tone: 'error',
    })
    return null
  }
}
