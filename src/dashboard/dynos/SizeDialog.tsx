import { useState } from 'react'
import { Button } from '#ui/Button.tsx'
import { Dialog, DialogClose } from '#ui/Dialog.tsx'
import { formatMoney } from '#ui/format.ts'
import { RadioCards } from '#ui/RadioCards.tsx'
import { family, memoryWords, tierOf, tierWords, type DynoSize, type Tier } from './sizes.ts'

interface SizeDialogProps {
  type: string
  size: string
  sizes: readonly DynoSize[]
  onChoose: (size: string) => void
  onClose: () => void
}

const tiers: readonly Tier[] = ['eco', 'basic', 'standard', 'performance']

const byPrice = (a: DynoSize, b: DynoSize) => (a.cost?.cents ?? 0) - (b.cost?.cents ?? 0) || a.memory - b.memory

/** The sizes a process type can have, by tier, and what choosing one means for the others. */
export function SizeDialog({ type, size, sizes, onChoose, onClose }: SizeDialogProps) {
  const [chosen, setChosen] = useState(size)
  const ordered = tiers.flatMap((tier) =>
    sizes.filter(({ name, private_space_only: space }) => !space && tierOf(name) === tier).toSorted(byPrice),
  )
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="lg"
      title={`Dyno size of ${type}`}
      description="All dynos of an app are Eco, or all Basic, or any mix of Standard and Performance."
      actions={
        <>
          <DialogClose render={<Button>Cancel</Button>} />
          <Button
            variant="primary"
            reason={chosen === size ? 'Choose another size first' : null}
            onClick={() => onChoose(chosen)}
          >
            Use {chosen}
          </Button>
        </>
      }
    >
      <RadioCards
        legend="Size"
        hideLegend
        className="sm:grid-cols-2"
        value={chosen}
        onChange={setChosen}
        cards={ordered.map(({ name, memory, compute, dedicated, cost }) => ({
          value: name,
          label: name,
          aside: cost && cost.cents > 0 ? `${formatMoney(cost.cents)}/month` : '$5/month for all',
          description: `${memoryWords(memory)}, ${dedicated ? 'dedicated' : 'shared'} CPU ${compute}×. ${tierWords[tierOf(name)]}`,
        }))}
      />
      {family(chosen) !== family(size) && (
        <p className="mt-3 text-warn-text">
          {family(chosen) === 'professional'
            ? 'The other process types change with it, as the tiers do not mix.'
            : 'The other process types change with it, as the tiers do not mix, and each keeps at most one dyno.'}
        </p>
      )}
    </Dialog>
  )
}
