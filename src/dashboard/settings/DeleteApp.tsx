import { useNavigate } from 'react-router'
import { call } from '#client/http.ts'
import { shown } from '#dashboard/app/shown.ts'
import { useApp, useWhyNot } from '#dashboard/app/useApp.ts'
import { EndSection } from '#dashboard/shared/EndSection.tsx'
import { paths } from '#dashboard/shared/paths.ts'
import { apps } from '#platform/apps/contract.ts'

/** The end of an app, once its name is typed. */
export function DeleteApp() {
  const { name } = useApp()
  const navigate = useNavigate()
  const args = { params: { app: name } }
  return (
    <EndSection
      title="Delete the app"
      about="Its dynos stop, and its releases, config vars, log and metrics are gone. The name is free for others."
      label={`Delete ${name}`}
      reason={useWhyNot()('app.delete')}
      name={name}
      action="Delete app"
      run={() => call(apps.delete, args)}
      said={`${name} was deleted`}
      done={() => navigate(paths.apps(), { replace: true })}
      calls={[shown(apps.delete, args)]}
    >
      Everything about it is lost. It can only be brought back by turning the clock back.
    </EndSection>
  )
}
