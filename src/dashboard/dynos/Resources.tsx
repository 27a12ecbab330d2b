import { AddonsSection } from '#dashboard/addons/AddonsSection.tsx'
import { useApp } from '#dashboard/app/useApp.ts'
import { DynoList } from './DynoList.tsx'
import { FormationEditor } from './FormationEditor.tsx'
import { TrafficControl } from './TrafficControl.tsx'

/** What runs: how many dynos of what size, what each of them does, and how much traffic comes. */
export function Component() {
  const { name } = useApp()
  return (
    <div className="grid gap-8">
      <FormationEditor key={name} />
      <AddonsSection key={`add-ons of ${name}`} />
      <TrafficControl />
      <DynoList />
    </div>
  )
}
