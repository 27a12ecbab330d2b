import type { AppState } from '#platform/control/contract.ts'
import { tokenScopes } from '#client/http.ts'
import { judge, judgeToken, scopeOf, type Action, type AppAction, type PipelineAction } from '#platform/permissions/contract.ts'

/** Why whoever is signed in may not do this to an app or a pipeline, as a sentence for a control's `reason`; null when they may. */
export function whyNot(state: Pick<AppState, 'permissions'>, action: AppAction | PipelineAction): string | null {
  const verdict = judge(state.permissions, action)
  return verdict.allowed ? whyNotByToken(action) : verdict.reason
}

/** Why the token that somebody signed in with is not good for this; null when it is, as it is for all but those made for less. */
export function whyNotByToken(action: Action): string | null {
  const scopes = tokenScopes()
  const verdict = scopes && judgeToken(scopes, scopeOf(action))
  return verdict?.allowed === false ? verdict.reason : null
}

/** The same for add-ons at a price a month: paid ones of a personal app are its owner's. */
export function whyNotAddons(state: Pick<AppState, 'permissions'>, personal: boolean, cents: number): string | null {
  const reason = whyNot(state, cents > 0 ? 'addons.paid' : 'addons.free')
  if (reason === null && cents > 0 && personal && !state.permissions.includes('manage'))
    return 'Only the owner of a personal app may add, change or destroy paid add-ons.'
  return reason
}
