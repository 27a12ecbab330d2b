import { LogOut } from 'lucide-react'
import { useNavigate } from 'react-router'
import { call } from '#client/http.ts'
import { shown } from '#dashboard/app/shown.ts'
import { EndSection } from '#dashboard/shared/EndSection.tsx'
import { paths } from '#dashboard/shared/paths.ts'
import { access as endpoints } from '#platform/access/contract.ts'
import { whyNotRemove, type Access } from './useAccess.ts'

/** Gives up one's own access, for good unless somebody adds one again. */
export function Leave({ access }: { access: Access }) {
  const { app, people } = access
  const navigate = useNavigate()
  const self = people.find(({ isMe }) => isMe)
  if (!self) return null
  const args = { params: { app: app.name, collaborator: self.user.email } }
  return (
    <EndSection
      title="Leave the app"
      about="You lose what you were given on this app. Someone who manages it would have to add you again."
      label={`Leave ${app.name}`}
      icon={<LogOut size={14} />}
      reason={whyNotRemove(self)}
      action="Leave app"
      run={() => call(endpoints.remove, args)}
      said={`You left ${app.name}`}
      done={() => navigate(paths.apps(), { replace: true })}
      calls={[{ ...shown(endpoints.remove, args), cli: `heroku apps:leave -a ${app.name}` }]}
    >
      You cannot add yourself again.
    </EndSection>
  )
}
