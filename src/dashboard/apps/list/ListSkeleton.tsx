import { clsx } from 'clsx'
import { Card } from '#ui/Card.tsx'
import { PageHeader } from '#ui/PageHeader.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { rowGrid } from './AppRow.tsx'

/** The list as it will be, before there is anything in it. */
export function ListSkeleton() {
  return (
    <div className="grid gap-4" aria-busy>
      <PageHeader title="Apps" actions={<Skeleton width={92} height={32} />} />
      <div className="grid gap-2.5">
        <Skeleton height={32} className="max-w-80" />
        <Skeleton width={260} height={28} />
      </div>
      <RowsSkeleton />
    </div>
  )
}

export function RowsSkeleton({ count = 12 }: { count?: number }) {
  return (
    <Card flush className="@container">
      <span role="status" className="sr-only">
        Loading apps
      </span>
      <div className="hidden h-9 border-b border-line @[40rem]:block" />
      {Array.from({ length: count }, (_, index) => (
        <div key={index} aria-hidden className={clsx(rowGrid, 'h-16 border-b border-line last:border-b-0 @[40rem]:h-11')}>
          <span className="row-span-2 @[40rem]:row-span-1" />
          <Skeleton width={28} height={28} className="row-span-2 @[40rem]:row-span-1" />
          <Skeleton width={`${56 + ((index * 37) % 40)}%`} height={12} className="self-end @[40rem]:self-center" />
          <Skeleton
            width={`${40 + ((index * 23) % 45)}%`}
            height={12}
            className="order-last col-span-2 col-start-3 self-start @[40rem]:order-none @[40rem]:col-span-1 @[40rem]:col-start-auto @[40rem]:self-center"
          />
          <Skeleton width={28} height={12} className="hidden justify-self-end @[40rem]:block" />
          <Skeleton width={56} height={12} className="hidden @4xl:block" />
          <Skeleton width={80} height={12} className="hidden @4xl:block" />
          <Skeleton width={72} height={12} className="hidden @5xl:block" />
          <Skeleton width={76} height={12} className="justify-self-end self-end @[40rem]:self-center" />
        </div>
      ))}
    </Card>
  )
}
