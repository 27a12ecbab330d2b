import type { AppState } from '#platform/control/contract.ts'
import { judge, type AppAction, type PipelineAction } from '#platform/permissions/contract.ts'

/** Why whoever is signed in may not do this to an app or a pipeline, as a sentence for a control's `reason`; null when they may. */
export function whyNot(state: Pick<AppState, 'permissions'>, action: AppAction | PipelineAction): string | null {
  const verdict = judge(state.permissions, action)
  return verdict.allowed ? null : verdict.reason
}

/** The same for add-ons at a price a month: paid ones of a personal app are its owner's. */
export function whyNotAddons(state: Pick<AppState, 'permissions'>, personal: boolean, cents: number): string | null {
  const reason = whyNot(state, cents > 0 ? 'addons.paid' : 'addons.free')
  if (reason === null && cents > 0 && personal && !state.permissions.includes('manage'))
    return 'Only the owner of a personal app may add, change or destroy paid add-ons.'
  return reason
}
