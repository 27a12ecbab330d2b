import { Upload } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import type * as source from '#dashboard/builds/source.ts'
import { sentence } from '#dashboard/shared/errors.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { offerSource } from '#dashboard/shared/pending-source.ts'
import { toast } from '#ui/toast.ts'

type Reader = typeof source

/** Dropping a folder or an archive anywhere on the page begins a new app with it. */
export function DropProject({ context }: { context: string | null }) {
  const navigate = useNavigate()
  const over = useFileDrop(({ sourceFromDrop }, data) => {
    sourceFromDrop(data).then(
      (dropped) => {
        offerSource(dropped)
        void navigate(paths.newApp(context ?? undefined))
      },
      (error: unknown) => toast({ title: 'This cannot be deployed.', description: sentence(error), tone: 'error' }),
    )
  })
  if (!over) return null
  return (
    <div className="pointer-events-none fixed inset-0 z-40 grid place-items-center bg-scrim p-6">
      <div className="overlay-box flex flex-col items-center gap-2 border-2 border-dashed border-ring! px-10 py-8 text-center">
        <Upload size={24} aria-hidden className="text-accent-text" />
        <p className="text-lg font-medium">Drop to start a new app</p>
        <p className="text-muted">A project’s folder, or a .tar.gz, .tgz or .zip of it.</p>
      </div>
    </div>
  )
}

/** Calls `onDrop` with files that are dropped on the window. Answers whether files are held over it. */
export function useFileDrop(onDrop: (reader: Reader, data: DataTransfer) => void): boolean {
  const [over, setOver] = useState(false)
  const latest = useRef(onDrop)
  useEffect(() => {
    latest.current = onDrop
  })
  useEffect(() => {
    const events = new AbortController()
    const { signal } = events
    const isFiles = (event: DragEvent): event is DragEvent & { dataTransfer: DataTransfer } =>
      event.dataTransfer?.types.includes('Files') ?? false
    let depth = 0
    // The entries can be read only while the event is handled, so the reader has to be here before it is needed.
    let reader: Reader | null = null
    const enter = (event: DragEvent) => {
      if (!isFiles(event)) return
      depth++
      setOver(true)
      if (!reader)
        void import('#dashboard/builds/source.ts').then((module) => {
          reader = module
        })
    }
    const leave = () => {
      depth = Math.max(0, depth - 1)
      if (depth === 0) setOver(false)
    }
    const drop = (event: DragEvent) => {
      depth = 0
      setOver(false)
      if (!isFiles(event) || event.defaultPrevented) return
      event.preventDefault()
      if (reader) latest.current(reader, event.dataTransfer)
      else toast('The page was not ready for that yet. Drop it again.')
    }
    const allow = (event: DragEvent) => {
      if (isFiles(event)) event.preventDefault()
    }
    addEventListener('dragenter', enter, { signal })
    addEventListener('dragleave', leave, { signal })
    addEventListener('dragover', allow, { signal })
    addEventListener('drop', drop, { signal })
    return () => events.abort()
  }, [])
  return over
}
