import { Toast } from '@base-ui/react/toast'
import { X } from 'lucide-react'
import { useEffect } from 'react'
import { Link } from 'react-router'
import { Button } from './Button.tsx'
import { IconButton } from './IconButton.tsx'
import { StatusIcon } from './Status.tsx'
import { showToastsIn, type ToastOptions } from './toast.ts'

const manager = Toast.createToastManager<ToastOptions>()

function add(options: ToastOptions): void {
  const { id, title, description, action, timeout = action ? 10_000 : 6000 } = options
  manager.add({ id, title, description, timeout, data: options, priority: 'low' })
}

/** Shows what `toast()` is given. Mounted once; F6 moves the keyboard there, and a pointer or focus on it stops the timers. */
export function Toasts() {
  useEffect(() => showToastsIn(add), [])
  return (
    <Toast.Provider toastManager={manager} limit={4}>
      <Toast.Portal>
        <Toast.Viewport className="fixed inset-x-3 bottom-3 z-50 flex flex-col-reverse gap-2 outline-none sm:left-auto sm:w-88">
          <List />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  )
}

function List() {
  const { toasts, close } = Toast.useToastManager<ToastOptions>()
  return toasts.map((toast) => {
    const { tone, link, action } = toast.data ?? {}
    return (
      <Toast.Root
        key={toast.id}
        toast={toast}
        className="overlay-box translate-x-(--toast-swipe-movement-x) translate-y-(--toast-swipe-movement-y) transition duration-150 ease-out data-ending-style:opacity-0 data-limited:hidden data-starting-style:translate-y-2 data-starting-style:opacity-0 data-swiping:transition-none"
      >
        <Toast.Content className="flex items-start gap-2.5 py-2.5 pr-2 pl-3">
          {tone && <StatusIcon tone={tone} className="mt-2" />}
          <div className="min-w-0 flex-1 py-1">
            <Toast.Title render={<p />} className="font-medium" />
            <Toast.Description className="text-muted" />
            {link && (
              <Link
                to={link.to}
                onClick={() => close(toast.id)}
                className="rounded-xs text-accent-text underline underline-offset-3"
              >
                {link.label}
              </Link>
            )}
          </div>
          {action && (
            <Button
              size="sm"
              onClick={() => {
                action.run()
                close(toast.id)
              }}
            >
              {action.label}
            </Button>
          )}
          <Toast.Close render={<IconButton size="sm" label="Dismiss" icon={<X size={14} />} />} />
        </Toast.Content>
      </Toast.Root>
    )
  })
}
