import { clsx } from 'clsx'
import { FileArchive, FolderUp } from 'lucide-react'
import { useEffect, useId, useRef, useState, type DragEvent } from 'react'
import { Button } from '#ui/Button.tsx'
import { draggingFiles, sourceFromDrop, sourceFromFiles, type DroppedSource } from './source.ts'

interface DropZoneProps {
  onSource: (source: DroppedSource) => void
  onProblem: (message: string) => void
  /** Why nothing can be deployed now. */
  reason: string | null
  /** Less tall, beside something else that matters more. */
  compact?: boolean
}

/** Takes the folder or the archive of a project, dropped anywhere on the page or chosen. */
export function DropZone({ onSource, onProblem, reason, compact }: DropZoneProps) {
  const [over, setOver] = useState(false)
  const folder = useRef<HTMLInputElement>(null)
  const archive = useRef<HTMLInputElement>(null)
  const hint = useId()
  const take = (source: Promise<DroppedSource>) => void source.then(onSource, (error: Error) => onProblem(error.message))
  const drop = (event: DragEvent | globalThis.DragEvent) => {
    setOver(false)
    if (!event.dataTransfer || !draggingFiles(event.dataTransfer)) return
    event.preventDefault()
    if (reason) onProblem(reason)
    else take(sourceFromDrop(event.dataTransfer))
  }
  usePageDrop(drop, setOver)
  const choose = (input: HTMLInputElement) => {
    const files = [...(input.files ?? [])]
    input.value = ''
    if (files.length > 0) take(sourceFromFiles(files))
  }
  return (
    <div
      data-testid="drop-zone"
      className={clsx(
        'grid place-items-center gap-1 rounded-lg border border-dashed px-4 text-center transition-colors duration-75',
        compact ? 'py-6' : 'py-12',
        over ? 'border-ring bg-accent-soft' : 'border-line-strong bg-sunken/60',
      )}
    >
      <FolderUp size={22} aria-hidden className={over ? 'text-accent-text' : 'text-muted'} />
      <p className="mt-2 text-base font-medium">{over ? 'Drop it' : 'Drop the folder of a project here'}</p>
      <p id={hint} className="max-w-md text-muted">
        Or an archive of it: .tar.gz, .tgz or .zip, up to 200 MB. What the build does not need, such as node_modules and what
        .gitignore names, is left behind.
      </p>
      <div className="mt-3 flex flex-wrap justify-center gap-2">
        <Button
          variant="primary"
          reason={reason}
          icon={<FolderUp size={14} />}
          aria-describedby={hint}
          onClick={() => folder.current?.click()}
        >
          Choose a folder
        </Button>
        <Button reason={reason} icon={<FileArchive size={14} />} aria-describedby={hint} onClick={() => archive.current?.click()}>
          Choose an archive
        </Button>
      </div>
      <input
        ref={(input) => {
          folder.current = input
          if (input) input.webkitdirectory = true
        }}
        type="file"
        multiple
        hidden
        aria-label="Folder of a project"
        onChange={(event) => choose(event.target)}
      />
      <input
        ref={archive}
        type="file"
        hidden
        aria-label="Archive of a project"
        accept=".zip,.tgz,.tar,.gz,application/zip,application/gzip"
        onChange={(event) => choose(event.target)}
      />
    </div>
  )
}

/** Files may be dropped anywhere: beside the zone the browser would leave the page to show them. */
function usePageDrop(drop: (event: globalThis.DragEvent) => void, setOver: (over: boolean) => void): void {
  const latest = useRef(drop)
  useEffect(() => {
    latest.current = drop
  })
  useEffect(() => {
    const stop = new AbortController()
    let depth = 0
    const follow = (change: number) => (event: globalThis.DragEvent) => {
      if (!draggingFiles(event.dataTransfer)) return
      event.preventDefault()
      depth = Math.max(0, depth + change)
      setOver(depth > 0)
    }
    const options = { signal: stop.signal }
    addEventListener('dragenter', follow(1), options)
    addEventListener('dragleave', follow(-1), options)
    addEventListener('dragover', (event) => draggingFiles(event.dataTransfer) && event.preventDefault(), options)
    addEventListener(
      'drop',
      (event) => {
        depth = 0
        latest.current(event)
      },
      options,
    )
    return () => stop.abort()
  }, [setOver])
}
