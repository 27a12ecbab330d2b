// Who may do what: one table, by which the platform refuses and the dashboard disables, with the same reason.

/** What a person can be allowed on an app (heroku-facts F.4). */
export type Permission = 'view' | 'deploy' | 'operate' | 'manage'
export const ALL_PERMISSIONS: readonly Permission[] = ['deploy', 'manage', 'operate', 'view']
/** What members of a Heroku Team may do with its unlocked apps (heroku-facts F.2), and collaborators of personal ones (F.1). */
export const MEMBER: readonly Permission[] = ['deploy', 'operate', 'view']
export const VIEWER: readonly Permission[] = ['view']

/** What a person can be to a team; collaborators have been added to an app of it (heroku-facts F.1). */
export type TeamRole = 'admin' | 'member' | 'viewer' | 'collaborator'

interface Rule<Held extends string = string> {
  /** Any one of these is enough. */
  readonly needs: readonly Held[]
  /** What is done, as in "You need … to …". */
  readonly what: string
}

/** Each action on an app, and what it needs (heroku-facts F.4; for rows the source leaves open, the stricter reading). */
export const appActions = {
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
  // A promotion changes the code of its target, and nothing of its source.
  'app.couple': { needs: ['deploy', 'operate'], what: 'change its place in a pipeline' },
  'app.promote': { needs: ['deploy'], what: 'promote to it' },
} as const satisfies Record<string, Rule<Permission>>

/** Each action on a pipeline, and what it needs: as on an app. Members of its team have all but `manage` (heroku-facts F.2). */
export const pipelineActions = {
  'pipeline.view': { needs: ['view', 'deploy', 'operate', 'manage'], what: 'see it' },
  'pipeline.edit': { needs: ['operate', 'manage'], what: 'change it' },
  'pipeline.develop': { needs: ['deploy', 'operate', 'manage'], what: 'run tests, make review apps and open pull requests' },
  'pipeline.transfer': { needs: ['manage'], what: 'transfer it' },
  'pipeline.config': { needs: ['deploy', 'operate'], what: 'read and change its config vars' },
} as const satisfies Record<string, Rule<Permission>>

/** Each action on a team, and the roles that it takes (heroku-facts F.2 and F.3). */
export const teamActions = {
  'team.view': { needs: ['admin', 'member', 'viewer', 'collaborator'], what: 'see this team' },
  'team.people': { needs: ['admin', 'member', 'viewer'], what: 'see its people and invitations' },
  'team.people.edit': { needs: ['admin'], what: 'invite and remove people or change their roles' },
  'team.edit': { needs: ['admin'], what: 'rename it or change its preferences' },
  'team.addons': { needs: ['admin'], what: 'change which add-ons its members may add' },
  'team.billing': { needs: ['admin'], what: 'see what it uses and pays' },
  'team.delete': { needs: ['admin'], what: 'delete it' },
  'team.pipelines': { needs: ['admin', 'member'], what: 'have pipelines in it' },
  'team.apps': { needs: ['admin', 'member'], what: 'create apps in this team or move apps to it' },
} as const satisfies Record<string, Rule<TeamRole>>

/** What each permission is for, in general. */
export const descriptions: Readonly<Record<Permission, string>> = {
  view: 'Can see the app, its dynos, log and metrics',
  deploy: 'Can deploy and change config vars',
  operate: 'Can scale, restart and run dynos, and change domains and features',
  manage: 'Can manage the app and its people',
}

export type AppAction = keyof typeof appActions
export type TeamAction = keyof typeof teamActions
export type PipelineAction = keyof typeof pipelineActions
export type Action = AppAction | PipelineAction | TeamAction

const teamRules: Readonly<Record<string, Rule>> = teamActions
const pipelineRules: Readonly<Record<string, Rule>> = pipelineActions

/** Whether an action is one on a team: then roles are asked for, not permissions. */
export const isTeamAction = (action: Action): action is TeamAction => action in teamRules

/** Whether an action is one on a pipeline. */
export const isPipelineAction = (action: Action): action is PipelineAction => action in pipelineRules

/** What a role in a team gives on an app of it. A lock keeps out those who were not added themselves (heroku-facts F.5). */
export function permissionsOfRole(role: string | undefined, locked: boolean): readonly Permission[] {
  if (role === 'admin') return ALL_PERMISSIONS
  if (role === 'viewer') return VIEWER
  return role === 'member' && !locked ? MEMBER : []
}

/** The verdict on an action: allowed, or the reason why not, as a sentence. */
export type Verdict = { readonly allowed: true } | { readonly allowed: false; readonly reason: string }

function ruleOf(action: Action): Rule {
  if (isTeamAction(action)) return teamActions[action]
  return isPipelineAction(action) ? pipelineActions[action] : appActions[action]
}

/** Whether someone with these permissions on an app or a pipeline, or this role in a team, may do this. */
export function judge(held: readonly string[], action: Action): Verdict {
  const rule = ruleOf(action)
  if (rule.needs.some((each) => held.includes(each))) return { allowed: true }
  const one = (each: string) => (isTeamAction(action) ? `${each === 'admin' ? 'an' : 'a'} ${each}` : each)
  const needed = rule.needs.map(one).join(' or ')
  return {
    allowed: false,
    reason: isTeamAction(action)
      ? `You need to be ${needed} of this team to ${rule.what}.`
      : `You need the ${needed} permission on this ${isPipelineAction(action) ? 'pipeline' : 'app'} to ${rule.what}.`,
  }
}
