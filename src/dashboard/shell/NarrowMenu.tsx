import { useEffect, useRef } from 'react'
import { useLocation } from 'react-router'
import { Dialog } from '#ui/Dialog.tsx'
import { Sidebar } from './Sidebar.tsx'

/** The sidebar as a sheet from the lower edge. Closes when something in it leads to another page. */
export default function NarrowMenu({ onClose, onSearch }: { onClose: () => void; onSearch: () => void }) {
  const { key } = useLocation()
  const opened = useRef(key)
  useEffect(() => {
    if (key !== opened.current) onClose()
  }, [key, onClose])
  const search = () => {
    onClose()
    onSearch()
  }
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="Menu">
      <div className="-mx-3 -mt-2 -mb-3">
        <Sidebar inSheet compact={false} onSearch={search} />
      </div>
    </Dialog>
  )
}
