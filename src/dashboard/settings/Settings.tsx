import { lazy, Suspense, useRef } from 'react'
import { ConfigVars } from '#dashboard/config/ConfigVars.tsx'
import { useApp } from '#dashboard/app/useApp.ts'
import { Drains } from '#dashboard/drains/Drains.tsx'
import { Webhooks } from '#dashboard/webhooks/Webhooks.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { AppInfo } from './AppInfo.tsx'
import { Buildpacks } from './Buildpacks.tsx'
import { DeleteApp } from './DeleteApp.tsx'
import { Features } from './Features.tsx'
import { Maintenance } from './Maintenance.tsx'
import { useSectionLink } from './useSectionLink.ts'

const Domains = lazy(() => import('#dashboard/domains/Domains.tsx'))

/** Everything about the app that is set once and kept. */
export function Component() {
  const { id } = useApp()
  const page = useRef<HTMLDivElement>(null)
  useSectionLink(page)
  return (
    <div ref={page} className="grid gap-9">
      <AppInfo key={id} />
      <ConfigVars key={`${id} config`} />
      <Buildpacks key={`${id} buildpacks`} />
      <Suspense fallback={<Skeleton lines={12} />}>
        <Domains key={`${id} domains`} />
      </Suspense>
      <Maintenance />
      <Features />
      <Webhooks key={`${id} webhooks`} />
      <Drains key={`${id} drains`} />
      <DeleteApp />
    </div>
  )
}
