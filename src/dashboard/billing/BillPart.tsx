import { useQuery } from '@tanstack/react-query'
import { Download, Printer, Receipt } from 'lucide-react'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { saveFile } from '#dashboard/shared/save-file.ts'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { useSearch } from '#dashboard/shared/useSearch.ts'
import { billing, teamBilling, type Bill } from '#platform/billing/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { IconButton } from '#ui/IconButton.tsx'
import { KeyValue } from '#ui/KeyValue.tsx'
import { Money } from '#ui/Money.tsx'
import { NativeSelect } from '#ui/NativeSelect.tsx'
import { SearchInput } from '#ui/SearchInput.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Status } from '#ui/Status.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'
import { Toolbar } from '#ui/Toolbar.tsx'
import { Lines } from './Lines.tsx'
import { ofBilling } from './queries.ts'
import { byKind, csvOf, kinds, monthWords } from './words.ts'

/** A month of what somebody pays, or a team: so far, or the invoice. */
export function BillPart({ team }: { team: string | null }) {
  const [search, change] = useSearch()
  const month = search.get('month') ?? undefined
  const { data, error, refetch } = useQuery({ ...ofBilling.bill(team, month), placeholderData: (before) => before })
  if (error)
    return (
      <Card>
        <Failure error={error} retry={refetch} />
      </Card>
    )
  if (!data) return <Skeleton height={320} />
  const asked = { query: { month: data.month } }
  const choose = (next: string) =>
    change((params) => (next === data.months[0] ? params.delete('month') : params.set('month', next)))
  return (
    <Section
      title={data.invoice ? `Invoice ${data.invoice.number}` : monthWords(data.month)}
      description={
        data.invoice ? `For ${data.payer.name}, ${monthWords(data.month)}.` : 'Counted by the second, to this moment (UTC).'
      }
      actions={
        <div className="flex flex-wrap items-center gap-2 print:hidden">
          <NativeSelect
            aria-label="Month"
            value={data.month}
            onChange={(event) => choose(event.target.value)}
            className="w-40 max-sm:w-48"
          >
            {data.months.map((each) => (
              <option key={each} value={each}>
                {monthWords(each)}
              </option>
            ))}
          </NativeSelect>
          <IconButton label="Print" icon={<Printer size={15} />} onClick={() => window.print()} />
          <Button
            icon={<Download size={14} />}
            reason={data.lines.length === 0 && 'There is nothing to download'}
            onClick={() => saveFile(`${data.payer.name}-${data.month}.csv`, 'text/csv', [csvOf(data)])}
          >
            CSV
          </Button>
          <ShowAs
            what="Show what a month costs"
            calls={[team === null ? shown(billing.bill, asked) : shown(teamBilling.bill, { params: { team }, ...asked })]}
          />
        </div>
      }
    >
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <Card>
          <Summary bill={data} />
        </Card>
        <Found bill={data} />
        <p className="text-xs text-muted">
          A price a month is that of 720 hours, or of the whole month where that is longer, so nothing costs more than its price.
        </p>
      </div>
    </Section>
  )
}

function Summary({ bill }: { bill: Bill }) {
  const { invoice, credits_cents: credits, total_cents: total, forecast_cents: forecast } = bill
  return (
    <KeyValue
      rows={[
        {
          name: invoice ? 'Total' : forecast === null ? 'Total' : 'So far',
          value: <Money cents={total} exact className="text-base font-semibold" />,
        },
        ...(forecast === null ? [] : [{ name: 'By the end of the month', value: <Money cents={forecast} exact /> }]),
        ...byKind(bill.lines).map(({ kind, cents }) => ({ name: kinds[kind], value: <Money cents={cents} exact /> })),
        ...(credits > 0 ? [{ name: 'Paid by credits', value: <Money cents={-credits} exact /> }] : []),
        ...(invoice
          ? [
              ...(bill.payer.type === 'person' ? [{ name: 'Billed to', value: <BilledTo name={bill.payer.name} /> }] : []),
              { name: 'Period', value: `${invoice.period_start} – ${invoice.period_end}` },
              { name: 'Issued', value: <TimeAgo time={invoice.created_at} /> },
              { name: 'Payment', value: <Payment state={invoice.state} /> },
            ]
          : []),
      ]}
    />
  )
}

/** The address that somebody wants on their invoices. */
function BilledTo({ name }: { name: string }) {
  const { data } = useQuery(ofBilling.address())
  if (!data?.use_invoice_address) return name
  const { address_1, address_2, postal_code, city, state, country, other } = data
  const parts = [other, address_1, address_2, `${postal_code} ${city}`.trim(), state, country]
  return parts.filter((part) => part !== '').join(', ')
}

/** Whether an invoice was paid. */
export function Payment({ state }: { state: number }) {
  return state === 1 ? (
    <Status tone="ok">Paid</Status>
  ) : (
    <Status tone="busy" hint="Invoices are paid three days after the month has ended">
      Pending
    </Status>
  )
}

/** The lines that the search lets through. */
function Found({ bill }: { bill: Bill }) {
  const [search, change] = useSearch()
  const words = search.get('q') ?? ''
  const kind = search.get('kind') ?? ''
  const wanted = words.trim().toLowerCase()
  const found = bill.lines.filter(
    (line) =>
      (kind === '' || line.kind === kind) && `${line.app?.name ?? ''} ${line.name} ${line.what}`.toLowerCase().includes(wanted),
  )
  const set = (key: string, value: string) => change((params) => (value ? params.set(key, value) : params.delete(key)))
  if (bill.lines.length === 0)
    return (
      <Card>
        <EmptyState title="Nothing was paid for" icon={<Receipt size={18} />}>
          Dynos and add-ons that run are listed here, by app, also those of apps that were deleted since.
        </EmptyState>
      </Card>
    )
  return (
    <>
      <Toolbar label="Filter" className="print:hidden">
        <SearchInput
          label="Filter by app, size or plan"
          value={words}
          onChange={(event) => set('q', event.target.value)}
          className="min-w-40 flex-1 sm:max-w-xs"
        />
        <NativeSelect aria-label="Kind" value={kind} onChange={(event) => set('kind', event.target.value)} className="w-36">
          <option value="">All kinds</option>
          {Object.entries(kinds).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </NativeSelect>
      </Toolbar>
      <Card flush>
        {found.length > 0 ? (
          <Lines key={`${bill.month} ${words} ${kind}`} lines={found} />
        ) : (
          <EmptyState
            title="Nothing matches"
            actions={
              <Button onClick={() => change((params) => ['q', 'kind'].forEach((key) => params.delete(key)))}>Show all</Button>
            }
          >
            No line is of that name or kind.
          </EmptyState>
        )}
      </Card>
    </>
  )
}
