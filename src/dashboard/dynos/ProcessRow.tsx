import { clsx } from 'clsx'
import { useState, type ReactNode } from 'react'
import type { Formation } from '#platform/dynos/contract.ts'
import { Button } from '#ui/Button.tsx'
import { CopyButton } from '#ui/CopyButton.tsx'
import { Money } from '#ui/Money.tsx'
import { Slider } from '#ui/Slider.tsx'
import { Switch } from '#ui/Switch.tsx'
import { quantityProblem, type Wanted } from './draft.ts'
import { SizeDialog } from './SizeDialog.tsx'
import { largestQuantity, monthlyCents, tierOf, type DynoSize } from './sizes.ts'

interface ProcessRowProps {
  row: Wanted
  now: Formation | undefined
  sizes: readonly DynoSize[]
  /** Why nothing can be changed. */
  reason: string | null
  onQuantity: (quantity: number) => void
  onSize: (size: string) => void
  /** What stands beneath. */
  children?: ReactNode
}

/** One process type: its command, how many dynos of what size, and their price. */
export function ProcessRow({ row, now, sizes, reason, onQuantity, onSize, children }: ProcessRowProps) {
  const [choosing, setChoosing] = useState(false)
  const changed = now !== undefined && (now.quantity !== row.quantity || now.size !== row.size)
  return (
    <li
      className={clsx(
        'grid items-center gap-x-6 gap-y-2 border-b border-line px-4 py-3 last:border-b-0 md:grid-cols-[minmax(0,1fr)_auto] lg:grid-cols-[minmax(0,1fr)_9rem_20rem_5rem]',
        changed && 'shadow-[inset_2px_0_var(--color-accent)]',
      )}
    >
      <div className="min-w-0">
        <p className="font-mono font-medium">{row.type}</p>
        <p className="flex items-center gap-1">
          <code className="truncate font-mono text-xs text-muted" data-hint={now?.command}>
            {now?.command}
          </code>
          {now && <CopyButton text={now.command} label={`Copy the command of ${row.type}`} />}
        </p>
      </div>
      <Button
        reason={reason}
        onClick={() => setChoosing(true)}
        aria-label={`Size of ${row.type}: ${row.size}. Change`}
        className="justify-self-start"
      >
        {row.size}
      </Button>
      <Quantity row={row} reason={reason} onChange={onQuantity} />
      <p className="lg:text-right">
        <Money cents={monthlyCents(sizes, row.size, row.quantity)} per="mo" />
      </p>
      {children}
      {choosing && (
        <SizeDialog
          type={row.type}
          size={row.size}
          sizes={sizes}
          onClose={() => setChoosing(false)}
          onChoose={(size) => {
            onSize(size)
            setChoosing(false)
          }}
        />
      )}
    </li>
  )
}

/** A switch where there can be one dyno, else a slider to ten; further on request, as few ever need it. */
function Quantity({ row, reason, onChange }: { row: Wanted; reason: string | null; onChange: (quantity: number) => void }) {
  const most = largestQuantity[tierOf(row.size)]
  const [far, setFar] = useState(row.quantity > 10)
  if (most === 1) {
    return (
      <Switch
        label={row.quantity === 1 ? 'On' : 'Off'}
        aria-label={`Run ${row.type}`}
        reason={reason}
        checked={row.quantity === 1}
        onChange={(event) => onChange(event.target.checked ? 1 : 0)}
      />
    )
  }
  const max = far || row.quantity > 10 ? most : Math.min(10, most)
  return (
    <div>
      <Slider
        label={`Dynos of ${row.type}`}
        value={row.quantity}
        max={max}
        disabled={reason !== null}
        error={quantityProblem(row)}
        format={(value) => `${value} ${value === 1 ? 'dyno' : 'dynos'}`}
        onChange={onChange}
      />
      {reason !== null && <p className="text-xs text-muted">{reason}</p>}
      {reason === null && max < most && row.quantity === max && (
        <button
          type="button"
          className="rounded-sm text-xs text-accent-text underline-offset-3 hover:underline"
          onClick={() => setFar(true)}
        >
          More than ten
        </button>
      )}
    </div>
  )
}
