// Who may do what: one table, by which the platform refuses and the dashboard disables, with the same reason.

/** What a person can be allowed on an app (heroku-facts F.4). */
export type Permission = 'view' | 'deploy' | 'operate' | 'manage'
export const ALL_PERMISSIONS: readonly Permission[] = ['deploy', 'manage', 'operate', 'view']

interface Rule {
  /** Any one of these is enough. */
  readonly needs: readonly Permission[]
  /** What is done, as in "You may not … of this app". */
  readonly what: string
}

/** Each action on an app, and what it needs (heroku-facts F.4; for rows the source leaves open, the stricter reading). */
export const actions = {
  'app.view': { needs: ['view', 'deploy', 'operate', 'manage'], what: 'see this app' },
  'app.rename': { needs: ['manage'], what: 'rename this app' },
  'app.delete': { needs: ['manage'], what: 'delete this app' },
  'app.transfer': { needs: ['manage'], what: 'transfer this app' },
  'app.lock': { needs: ['manage'], what: 'lock or unlock this app' },
  'access.edit': { needs: ['manage'], what: 'change who may do what' },
  'app.maintenance': { needs: ['deploy', 'operate'], what: 'switch maintenance mode' },
  'app.stack': { needs: ['deploy'], what: 'change the stack' },
  'app.features': { needs: ['operate'], what: 'switch features' },
  'buildpacks.edit': { needs: ['deploy', 'operate'], what: 'change buildpacks' },
  'build.create': { needs: ['deploy'], what: 'deploy to this app' },
  'config.read': { needs: ['deploy', 'operate'], what: 'read config vars' },
  'config.edit': { needs: ['deploy', 'operate'], what: 'change config vars' },
  'release.rollback': { needs: ['deploy', 'operate'], what: 'roll back' },
  'dyno.restart': { needs: ['deploy', 'operate'], what: 'restart dynos' },
  'dyno.run': { needs: ['deploy', 'operate'], what: 'run one-off dynos' },
  'formation.scale': { needs: ['deploy', 'operate'], what: 'scale dynos' },
  'traffic.edit': { needs: ['deploy', 'operate'], what: 'change the simulated traffic' },
  'monitors.edit': { needs: ['operate'], what: 'change autoscaling and alerts' },
  'logs.read': { needs: ['view', 'deploy', 'operate', 'manage'], what: 'read logs' },
  // No webhooks for members of a team (heroku-facts F.2).
  'webhooks.edit': { needs: ['manage'], what: 'change webhooks' },
  'drains.edit': { needs: ['operate'], what: 'change log drains' },
  'addons.read': { needs: ['deploy', 'operate'], what: 'see its add-ons' },
  'addons.free': { needs: ['deploy', 'operate'], what: 'change free add-ons and attachments' },
  'addons.paid': { needs: ['operate'], what: 'add, change or destroy paid add-ons' },
  'domains.edit': { needs: ['operate'], what: 'change domains' },
} as const satisfies Record<string, Rule>

/** What each permission is for, in general. */
export const descriptions: Readonly<Record<Permission, string>> = {
  view: 'Can see the app, its dynos, log and metrics',
  deploy: 'Can deploy and change config vars',
  operate: 'Can scale, restart and run dynos, and change domains and features',
  manage: 'Can manage the app and its people',
}

export type Action = keyof typeof actions

/** The verdict on an action: allowed, or the reason why not, as a sentence. */
export type Verdict = { readonly allowed: true } | { readonly allowed: false; readonly reason: string }

/** Whether someone with these permissions may do this. */
export function judge(permissions: readonly string[], action: Action): Verdict {
  const rule: Rule = actions[action]
  if (rule.needs.some((permission) => permissions.includes(permission))) return { allowed: true }
  return { allowed: false, reason: `You need the ${rule.needs.join(' or ')} permission on this app to ${rule.what}.` }
}
