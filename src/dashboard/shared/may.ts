import type { AppState } from '#platform/control/contract.ts'

// The platform decides, and answers 403 to whoever asks all the same; this says so before the click. Its table is in
// src/platform/http/permissions.ts.

const rules = {
  rename: { needs: ['manage'], what: 'rename this app' },
  delete: { needs: ['manage'], what: 'delete this app' },
  maintenance: { needs: ['deploy', 'operate'], what: 'switch maintenance mode' },
  stack: { needs: ['deploy'], what: 'change the stack' },
  features: { needs: ['operate'], what: 'switch features' },
  buildpacks: { needs: ['deploy', 'operate'], what: 'change buildpacks' },
  deploy: { needs: ['deploy'], what: 'deploy to this app' },
  readConfig: { needs: ['deploy', 'operate'], what: 'read config vars' },
  editConfig: { needs: ['deploy', 'operate'], what: 'change config vars' },
  rollback: { needs: ['deploy', 'operate'], what: 'roll back' },
  restart: { needs: ['deploy', 'operate'], what: 'restart dynos' },
  run: { needs: ['deploy', 'operate'], what: 'run one-off dynos' },
  scale: { needs: ['deploy', 'operate'], what: 'scale dynos' },
  monitor: { needs: ['operate'], what: 'change autoscaling and alerts' },
  traffic: { needs: ['deploy', 'operate'], what: 'change the simulated traffic' },
  webhooks: { needs: ['manage'], what: 'change webhooks' },
  drains: { needs: ['operate'], what: 'change log drains' },
  readAddons: { needs: ['deploy', 'operate'], what: 'see its add-ons' },
  freeAddons: { needs: ['deploy', 'operate'], what: 'change free add-ons and attachments' },
  paidAddons: { needs: ['operate'], what: 'add, change or destroy paid add-ons' },
  domains: { needs: ['operate'], what: 'change domains' },
} as const

export type Deed = keyof typeof rules

/** Why whoever is signed in may not do this to an app, as a sentence for a control's `reason`; null when they may. */
export function whyNot(state: Pick<AppState, 'permissions'>, deed: Deed): string | null {
  const { needs, what } = rules[deed]
  if (needs.some((permission) => state.permissions.includes(permission))) return null
  return `You need the ${needs.join(' or ')} permission on this app to ${what}.`
}

/** The same for add-ons at a price a month: paid ones of a personal app are its owner's. */
export function whyNotAddons(state: Pick<AppState, 'permissions'>, personal: boolean, cents: number): string | null {
  const reason = whyNot(state, cents > 0 ? 'paidAddons' : 'freeAddons')
  if (reason === null && cents > 0 && personal && !state.permissions.includes('manage'))
    return 'Only the owner of a personal app may add, change or destroy paid add-ons.'
  return reason
}
