import { Box } from 'lucide-react'
import { useState } from 'react'
import { useBlocker } from 'react-router'
import { call } from '#client/http.ts'
import { optimistically, useData } from '#client/query.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { catalog, of } from '#dashboard/app/queries.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { useApp, useWhyNot } from '#dashboard/app/useApp.ts'
import { Autoscale } from '#dashboard/monitors/Autoscale.tsx'
import { paths } from '#dashboard/shared/paths.ts'
import { dynos, type Formation } from '#platform/dynos/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { formatMoney } from '#ui/format.ts'
import { LinkButton } from '#ui/LinkButton.tsx'
import { Money } from '#ui/Money.tsx'
import { StickyBar } from '#ui/StickyBar.tsx'
import { toast } from '#ui/toast.ts'
import { chooseQuantity, chooseSize, costOf, quantityProblem, updatesOf, withDraft, type Draft, type Wanted } from './draft.ts'
import { LeaveDialog } from '#dashboard/app/LeaveDialog.tsx'
import { inOrder } from './order.ts'
import { ProcessRow } from './ProcessRow.tsx'

/** The formation, changed in place: nothing is asked for before all of it is confirmed, with what it will cost. */
export function FormationEditor() {
  const { name } = useApp()
  const reason = useWhyNot()('formation.scale')
  const formation = useData(of.formation(name))
  const sizes = useData(catalog.sizes())
  const [draft, setDraft] = useState<Draft>({})
  const wanted = withDraft(inOrder(formation), draft)
  const web = formation.find(({ type }) => type === 'web')
  const impossible = wanted.find((row) => row.type in draft && quantityProblem(row) !== null)
  const count = Object.keys(draft).length
  const difference = costOf(sizes, wanted) - costOf(sizes, formation)
  const scale = useAction({
    run: (updates: ReturnType<typeof updatesOf>) => call(dynos.scale, { params: { app: name }, body: { updates } }),
    optimistic: (client, updates) =>
      optimistically(client, of.formation(name), (rows: Formation[]) =>
        rows.map((row) => ({ ...row, ...updates.find(({ type }) => type === row.type) })),
      ),
    failed: 'The formation was not changed',
    done: (_, updates) => {
      setDraft({})
      toast({
        title: `Scaled to ${updates.map(({ type, quantity, size }) => `${type}@${quantity}:${size}`).join(' ')}`,
        tone: 'ok',
      })
    },
  })
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => count > 0 && currentLocation.pathname !== nextLocation.pathname,
  )
  return (
    <Section
      title="Process types"
      description="Each runs its command on as many dynos as you say."
      actions={
        <span className="text-muted">
          Estimated <Money cents={costOf(sizes, wanted)} per="month" className="font-medium text-ink" />
        </span>
      }
    >
      <Card flush>
        {wanted.length === 0 ? (
          <EmptyState
            title="No process types yet"
            icon={<Box size={18} />}
            actions={
              <LinkButton to={paths.deploy(name)} variant="primary">
                Deploy a project
              </LinkButton>
            }
          >
            They come with the first deploy, from the project's Procfile or its language's default.
          </EmptyState>
        ) : (
          <ul>
            {wanted.map((row) => (
              <ProcessRow
                key={row.type}
                row={row}
                now={formation.find(({ type }) => type === row.type)}
                sizes={sizes}
                reason={reason}
                onQuantity={(quantity) => setDraft(chooseQuantity(formation, draft, row.type, quantity))}
                onSize={(size) => setDraft(chooseSize(formation, draft, row.type, size))}
              >
                {web && row.type === 'web' && <Autoscale app={name} web={web} sizes={sizes} />}
              </ProcessRow>
            ))}
          </ul>
        )}
      </Card>
      {count > 0 && (
        <StickyBar
          label="Unconfirmed changes"
          className="mt-3"
          actions={
            <>
              <ShowAs
                what="Scale the formation"
                calls={[shown(dynos.scale, { params: { app: name }, body: { updates: updatesOf(draft) } })]}
              />
              <Button variant="ghost" onClick={() => setDraft({})}>
                Cancel
              </Button>
              <Button
                variant="primary"
                pending={scale.isPending}
                reason={impossible && `Mend the number of ${impossible.type} dynos first`}
                onClick={() => scale.mutate(updatesOf(draft))}
              >
                Confirm
              </Button>
            </>
          }
        >
          <p className="font-medium">{wordsOf(wanted, draft)}</p>
          <p className="text-muted">
            {difference === 0 ? 'Costs the same.' : `${difference > 0 ? '+' : '−'}${formatMoney(Math.abs(difference))} a month.`}
            {restarts(formation, draft) && ' Dynos that change size restart.'}
          </p>
        </StickyBar>
      )}
      <LeaveDialog blocker={blocker}>What you changed here has not been confirmed. It is lost when you leave.</LeaveDialog>
    </Section>
  )
}

const wordsOf = (wanted: readonly Wanted[], draft: Draft) =>
  wanted
    .filter(({ type }) => type in draft)
    .map(({ type, quantity, size }) => `${type} ${quantity} × ${size}`)
    .join(', ')

const restarts = (now: readonly Formation[], draft: Draft) =>
  now.some(({ type, size, quantity }) => quantity > 0 && draft[type] !== undefined && draft[type].size !== size)
