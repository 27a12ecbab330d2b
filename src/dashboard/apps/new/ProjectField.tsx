import { clsx } from 'clsx'
import { FileArchive, Folder, FolderUp, X } from 'lucide-react'
import { useId, useRef, useState } from 'react'
import type { DroppedSource } from '#dashboard/builds/source.ts'
import { sentence } from '#dashboard/shared/errors.ts'
import { Button } from '#ui/Button.tsx'
import { formatNumber } from '#ui/format.ts'
import { IconButton } from '#ui/IconButton.tsx'
import { useFileDrop } from './DropProject.tsx'

// React's types do not know the attribute.
const wholeFolder: Record<string, string> = { webkitdirectory: '' }

interface ProjectFieldProps {
  source: DroppedSource | null
  onChange: (source: DroppedSource | null) => void
}

/** The project to deploy at once: dropped anywhere on the page, or picked as a folder or an archive. */
export function ProjectField({ source, onChange }: ProjectFieldProps) {
  const labelId = useId()
  const folder = useRef<HTMLInputElement>(null)
  const archive = useRef<HTMLInputElement>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const take = (coming: Promise<DroppedSource>) => {
    setProblem(null)
    coming.then(onChange, (error: unknown) => setProblem(sentence(error)))
  }
  const over = useFileDrop(({ sourceFromDrop }, data) => take(sourceFromDrop(data)))
  const pick = async (input: HTMLInputElement) => {
    const files = [...(input.files ?? [])]
    input.value = ''
    if (files.length === 0) return
    const { sourceFromFiles } = await import('#dashboard/builds/source.ts')
    take(sourceFromFiles(files))
  }
  return (
    <div role="group" aria-labelledby={labelId} className="grid gap-1">
      <p id={labelId} className="flex justify-between gap-2 font-medium">
        Project <span className="font-normal text-faint">Optional</span>
      </p>
      {source ? (
        <div className="flex items-center gap-3 rounded-lg border border-line bg-surface p-3">
          {source.files > 0 ? (
            <Folder size={18} aria-hidden className="text-muted" />
          ) : (
            <FileArchive size={18} aria-hidden className="text-muted" />
          )}
          <div className="min-w-0 flex-1">
            <p className="truncate font-medium">{source.name}</p>
            <p className="text-xs text-muted">
              {source.files > 0 ? `${formatNumber(source.files)} files, packed when you create the app` : 'Archive'}
            </p>
          </div>
          <IconButton label="Leave the project out" icon={<X size={15} />} onClick={() => onChange(null)} />
        </div>
      ) : (
        <div
          className={clsx(
            'flex flex-wrap items-center justify-between gap-3 rounded-lg border border-dashed p-4',
            over ? 'border-ring bg-accent-soft' : 'border-line-strong bg-surface',
          )}
        >
          <div className="flex min-w-48 flex-1 items-center gap-3">
            <FolderUp size={18} aria-hidden className="shrink-0 text-muted" />
            <p className="text-muted">
              {over
                ? 'Drop it anywhere on this page.'
                : 'Drop a folder, or a .tar.gz, .tgz or .zip: it is built and started at once.'}
            </p>
          </div>
          <div className="flex gap-2">
            <Button size="sm" onClick={() => folder.current?.click()}>
              Choose a folder
            </Button>
            <Button size="sm" onClick={() => archive.current?.click()}>
              Choose an archive
            </Button>
          </div>
        </div>
      )}
      <p role="status" className="text-xs text-error-text">
        {problem}
      </p>
      <input
        ref={folder}
        type="file"
        hidden
        {...wholeFolder}
        aria-label="Folder of a project"
        onChange={(event) => void pick(event.target)}
      />
      <input
        ref={archive}
        type="file"
        hidden
        accept=".tar.gz,.tgz,.tar,.zip"
        aria-label="Archive of a project"
        onChange={(event) => void pick(event.target)}
      />
    </div>
  )
}
