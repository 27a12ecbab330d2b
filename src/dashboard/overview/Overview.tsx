import { useApp, useAppState } from '#dashboard/app/useApp.ts'
import { Card } from '#ui/Card.tsx'
import { ActivityCard } from './ActivityCard.tsx'
import { AddressCard } from './AddressCard.tsx'
import { CostCard } from './CostCard.tsx'
import { PipelinePart } from '#dashboard/pipelines/AppPlace.tsx'
import { FormationCard } from './FormationCard.tsx'
import { HealthCard } from './HealthCard.tsx'
import { NothingYet } from './NothingYet.tsx'
import { PeopleCard } from './PeopleCard.tsx'
import { Picture } from './Picture.tsx'
import { ReleaseCard } from './ReleaseCard.tsx'
import { TrendsCard } from './TrendsCard.tsx'

/** What runs, what it costs, how it is doing and what happened last. */
export function Component() {
  const { name } = useApp()
  const { health } = useAppState()
  if (health === 'empty') {
    return (
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <Card>
          <NothingYet app={name} />
        </Card>
        <Aside />
      </div>
    )
  }
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="grid grid-cols-[minmax(0,1fr)] content-start gap-4">
        <HealthCard />
        <Picture />
        <FormationCard />
        <TrendsCard />
        <ActivityCard />
      </div>
      <Aside />
    </div>
  )
}

function Aside() {
  return (
    <aside
      aria-label="About the app"
      className="grid grid-cols-[minmax(0,1fr)] content-start items-start gap-4 sm:max-lg:grid-cols-2"
    >
      <ReleaseCard />
      <PipelinePart />
      <CostCard />
      <PeopleCard />
      <AddressCard />
    </aside>
  )
}
