import { paths } from '#dashboard/shared/paths.ts'
import { NavTabs } from '#ui/NavTabs.tsx'

/** The parts of the marketplace. */
export function ElementsNav() {
  return (
    <NavTabs
      label="Marketplace"
      tabs={[
        { label: 'Add-ons', to: paths.marketplace(), end: true },
        { label: 'Buildpacks', to: paths.elements('buildpacks') },
        { label: 'Buttons', to: paths.elements('buttons') },
      ]}
    />
  )
}
