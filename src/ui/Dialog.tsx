import { Dialog as Base } from '@base-ui/react/dialog'
import { clsx } from 'clsx'
import { X } from 'lucide-react'
import { useRef, type ReactElement, type ReactNode, type RefObject } from 'react'
import { IconButton } from './IconButton.tsx'

export interface DialogProps {
  open?: boolean
  defaultOpen?: boolean
  onOpenChange?: (open: boolean) => void
  /** The element that opens it, usually a Button. Left out where `open` is controlled. */
  trigger?: ReactElement
  title: ReactNode
  description?: ReactNode
  /** Buttons at the lower edge, the main one last. */
  actions?: ReactNode
  size?: 'sm' | 'md' | 'lg'
  /** What takes the focus: the first field unless told, else the first of the actions. */
  initialFocus?: RefObject<HTMLElement | null>
  /** False keeps it open on a click beside it, for forms with much typed in. */
  dismissible?: boolean
  children?: ReactNode
}

// In a group of radio buttons the chosen one.
const FIELD = ':is(input:not([type=radio]), input[type=radio]:checked, select, textarea):enabled'

const widths = { sm: 'sm:max-w-sm', md: 'sm:max-w-lg', lg: 'sm:max-w-3xl' }

/** A modal dialog; on narrow screens a sheet from the lower edge. Closes on Escape, and gives the focus back. */
export function Dialog(props: DialogProps) {
  const {
    open,
    defaultOpen,
    onOpenChange,
    trigger,
    title,
    description,
    actions,
    size = 'md',
    initialFocus,
    dismissible = true,
    children,
  } = props
  const body = useRef<HTMLDivElement>(null)
  // The first thing to be tabbed to is the close button, which nobody opened the dialog for. Where a field would call up a keyboard
  // over half of the screen it is left to be.
  const firstFocus = () =>
    (!matchMedia('(pointer: coarse)').matches &&
      (body.current?.querySelector<HTMLElement>(FIELD) ?? body.current?.nextElementSibling?.querySelector('button'))) ||
    true
  return (
    <Base.Root open={open} defaultOpen={defaultOpen} onOpenChange={onOpenChange} disablePointerDismissal={!dismissible}>
      {trigger && <Base.Trigger render={trigger} />}
      <Base.Portal>
        <Backdrop />
        <Base.Viewport className="fixed inset-0 z-40 flex items-end justify-center overflow-hidden sm:items-start sm:px-4 sm:pt-[12vh] sm:pb-8">
          <Base.Popup
            initialFocus={initialFocus ?? firstFocus}
            className={clsx(
              'overlay-box flex max-h-[88dvh] w-full flex-col rounded-b-none outline-none transition duration-150 ease-out data-ending-style:translate-y-4 data-ending-style:opacity-0 data-starting-style:translate-y-4 data-starting-style:opacity-0 sm:max-h-full sm:rounded-xl',
              widths[size],
            )}
          >
            <div className="flex items-start gap-3 pt-4 pr-3 pb-3 pl-5">
              <div className="min-w-0 flex-1">
                <Base.Title className="text-lg">{title}</Base.Title>
                {description && <Base.Description className="mt-1 text-muted">{description}</Base.Description>}
              </div>
              <Base.Close render={<IconButton label="Close" size="sm" icon={<X size={16} />} />} />
            </div>
            <div ref={body} className="min-h-0 overflow-y-auto px-5 pb-5">
              {children}
            </div>
            {actions && (
              <div className="flex flex-col-reverse gap-2 border-t border-line bg-sunken/60 px-5 py-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:flex-row sm:justify-end sm:rounded-b-xl sm:pb-3">
                {actions}
              </div>
            )}
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  )
}

function Backdrop() {
  return (
    <Base.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0" />
  )
}

/** Makes a button close the dialog it stands in: `<DialogClose render={<Button>Cancel</Button>} />`. */
export const DialogClose = Base.Close
