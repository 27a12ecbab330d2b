// Who may do what: one table, by which the platform refuses and the dashboard disables, with the same reason.

/** What a person can be allowed on an app (heroku-facts F.4). */
export type Permission = 'view' | 'deploy' | 'operate' | 'manage'
export const ALL_PERMISSIONS: readonly Permission[] = ['deploy', 'manage', 'operate', 'view']
/** What members of a Heroku Team may do with its unlocked apps (heroku-facts F.2), and collaborators of personal ones (F.1). */
export const MEMBER: readonly Permission[] = ['deploy', 'operate', 'view']
export const VIEWER: readonly Permission[] = ['view']

/** What a person can be to a team; collaborators have been added to an app of it (heroku-facts F.1). */
export type TeamRole = 'admin' | 'member' | 'viewer' | 'collaborator'

/** What a person can be to an account: it is theirs, or it is not. */
export type AccountRole = 'owner' | 'other'

/** What a token can be made for (heroku-facts G.1). */
export const SCOPES = ['global', 'identity', 'read', 'write', 'read-protected', 'write-protected'] as const
export type Scope = (typeof SCOPES)[number]

export interface Rule<Held extends string = string> {
  /** Any one of these is enough. */
  readonly needs: readonly Held[]
  /** What is done, as in "You need … to …". */
  readonly what: string
  /** What a token has to be good for, where it is not 'write'. */
  readonly scope?: Scope
  /** Whoever has a second factor is asked for it (heroku-facts G.2). */
  readonly secondFactor?: true
}

/** Each action on an app, and what it needs (heroku-facts F.4; for rows the source leaves open, the stricter reading). */
export const appActions = {
  'app.view': { needs: ['view', 'deploy', 'operate', 'manage'], what: 'see this app', scope: 'read' },
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
  // Who sees config vars sees secrets, and a one-off dyno prints them when asked to.
  'config.read': { needs: ['deploy', 'operate'], what: 'read config vars', scope: 'read-protected' },
  'config.edit': { needs: ['deploy', 'operate'], what: 'change config vars', scope: 'write-protected' },
  'release.rollback': { needs: ['deploy', 'operate'], what: 'roll back' },
  'dyno.restart': { needs: ['deploy', 'operate'], what: 'restart dynos' },
  'dyno.run': { needs: ['deploy', 'operate'], what: 'run one-off dynos', scope: 'write-protected' },
  'formation.scale': { needs: ['deploy', 'operate'], what: 'scale dynos' },
  'traffic.edit': { needs: ['deploy', 'operate'], what: 'change the simulated traffic' },
  'monitors.edit': { needs: ['operate'], what: 'change autoscaling and alerts' },
  'logs.read': { needs: ['view', 'deploy', 'operate', 'manage'], what: 'read logs', scope: 'read' },
  // No webhooks for members of a team (heroku-facts F.2).
  'webhooks.edit': { needs: ['manage'], what: 'change webhooks' },
  'drains.edit': { needs: ['operate'], what: 'change log drains' },
  'addons.read': { needs: ['deploy', 'operate'], what: 'see its add-ons', scope: 'read' },
  'addons.free': { needs: ['deploy', 'operate'], what: 'change free add-ons and attachments' },
  'addons.paid': { needs: ['operate'], what: 'add, change or destroy paid add-ons' },
  'domains.edit': { needs: ['operate'], what: 'change domains' },
  // A promotion changes the code of its target, and nothing of its source.
  'app.couple': { needs: ['deploy', 'operate'], what: 'change its place in a pipeline' },
  'app.promote': { needs: ['deploy'], what: 'promote to it' },
} as const satisfies Record<string, Rule<Permission>>

/** Each action on a pipeline, and what it needs: as on an app. Members of its team have all but `manage` (heroku-facts F.2). */
export const pipelineActions = {
  'pipeline.view': { needs: ['view', 'deploy', 'operate', 'manage'], what: 'see it', scope: 'read' },
  'pipeline.edit': { needs: ['operate', 'manage'], what: 'change it' },
  'pipeline.develop': { needs: ['deploy', 'operate', 'manage'], what: 'run tests, make review apps and open pull requests' },
  'pipeline.transfer': { needs: ['manage'], what: 'transfer it' },
  'pipeline.config': { needs: ['deploy', 'operate'], what: 'read and change its config vars', scope: 'write-protected' },
} as const satisfies Record<string, Rule<Permission>>

/** Each action on a team, and the roles that it takes (heroku-facts F.2 and F.3). */
export const teamActions = {
  'team.view': { needs: ['admin', 'member', 'viewer', 'collaborator'], what: 'see this team', scope: 'read' },
  'team.people': { needs: ['admin', 'member', 'viewer'], what: 'see its people and invitations', scope: 'read' },
  'team.people.edit': { needs: ['admin'], what: 'invite and remove people or change their roles' },
  'team.edit': { needs: ['admin'], what: 'rename it or change its preferences' },
  'team.addons': { needs: ['admin'], what: 'change which add-ons its members may add' },
  'team.billing': { needs: ['admin'], what: 'see what it uses and pays', scope: 'global' },
  'team.delete': { needs: ['admin'], what: 'delete it' },
  'team.pipelines': { needs: ['admin', 'member'], what: 'have pipelines in it' },
  'team.apps': { needs: ['admin', 'member'], what: 'create apps in this team or move apps to it' },
} as const satisfies Record<string, Rule<TeamRole>>

/** Each action on an account, and what a token needs for it. Each is its owner's alone, whatever somebody is to a team. */
export const accountActions = {
  'account.view': { needs: ['owner'], what: 'see its profile', scope: 'identity' },
  'account.edit': { needs: ['owner'], what: 'change its name, preferences and features', scope: 'global' },
  'account.secure': { needs: ['owner'], what: 'change its password or address', scope: 'global', secondFactor: true },
  'account.close': { needs: ['owner'], what: 'delete it', scope: 'global', secondFactor: true },
  'account.security': { needs: ['owner'], what: 'see how it is secured, or change its second factor', scope: 'global' },
  'account.sessions': { needs: ['owner'], what: 'see and end its sessions', scope: 'global' },
  'account.keys': { needs: ['owner'], what: 'see and change its SSH keys', scope: 'global' },
  'account.tokens': { needs: ['owner'], what: 'see and revoke its authorizations', scope: 'global' },
  'account.tokens.make': { needs: ['owner'], what: 'make tokens of it', scope: 'global', secondFactor: true },
  'account.clients': { needs: ['owner'], what: 'see and change its API clients', scope: 'global' },
  'account.notifications': { needs: ['owner'], what: 'read its notifications', scope: 'global' },
  'account.billing': { needs: ['owner'], what: 'see what it uses and pays', scope: 'global' },
  'account.lists': { needs: ['owner'], what: 'list the apps, teams and pipelines that it sees', scope: 'read' },
  'account.offers': { needs: ['owner'], what: 'answer invitations and offers to it' },
  'account.apps': { needs: ['owner'], what: 'create apps and teams of its own' },
  'account.favorites': { needs: ['owner'], what: 'change its favorites' },
  'account.dataclips': { needs: ['owner'], what: 'see and change its dataclips' },
} as const satisfies Record<string, Rule<AccountRole>>

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
export type AccountAction = keyof typeof accountActions
export type Action = AppAction | PipelineAction | TeamAction | AccountAction

const teamRules: Readonly<Record<string, Rule>> = teamActions
const pipelineRules: Readonly<Record<string, Rule>> = pipelineActions
const accountRules: Readonly<Record<string, Rule>> = accountActions

/** Whether an action is one on a team: then roles are asked for, not permissions. */
export const isTeamAction = (action: Action): action is TeamAction => action in teamRules

/** Whether an action is one on a pipeline. */
export const isPipelineAction = (action: Action): action is PipelineAction => action in pipelineRules

/** Whether an action is one on an account. */
export const isAccountAction = (action: Action): action is AccountAction => action in accountRules

/** What a role in a team gives on an app of it. A lock keeps out those who were not added themselves (heroku-facts F.5). */
export function permissionsOfRole(role: string | undefined, locked: boolean): readonly Permission[] {
  if (role === 'admin') return ALL_PERMISSIONS
  if (role === 'viewer') return VIEWER
  return role === 'member' && !locked ? MEMBER : []
}

/** The verdict on an action: allowed, or the reason why not, as a sentence. */
export type Verdict = { readonly allowed: true } | { readonly allowed: false; readonly reason: string }

const rules: Readonly<Record<Action, Rule>> = { ...appActions, ...pipelineActions, ...teamActions, ...accountActions }

/** Whether someone with these permissions on an app or a pipeline, or who is this to a team or an account, may do this. */
export function judge(held: readonly string[], action: Action): Verdict {
  const { needs, what } = rules[action]
  if (needs.some((each) => held.includes(each))) return { allowed: true }
  if (isAccountAction(action)) return { allowed: false, reason: `You need to be the owner of this account to ${what}.` }
  const one = (each: string) => (isTeamAction(action) ? `${each === 'admin' ? 'an' : 'a'} ${each}` : each)
  const needed = needs.map(one).join(' or ')
  return {
    allowed: false,
    reason: isTeamAction(action)
      ? `You need to be ${needed} of this team to ${what}.`
      : `You need the ${needed} permission on this ${isPipelineAction(action) ? 'pipeline' : 'app'} to ${what}.`,
  }
}

/** Whether a second factor is asked for, of who has one. */
export const needsSecondFactor = (action: Action): boolean => rules[action].secondFactor === true

/** What a token has to be good for to do this. */
export const scopeOf = (action: Action): Scope => rules[action].scope ?? 'write'

/** The scopes of which any one is enough for this. Who may write may read, and protected is more than not. */
export const acceptedFor: Readonly<Record<Scope, readonly Scope[]>> = {
  global: ['global'],
  identity: ['global', 'identity'],
  read: ['global', 'read', 'read-protected', 'write', 'write-protected'],
  'read-protected': ['global', 'read-protected', 'write-protected'],
  write: ['global', 'write', 'write-protected'],
  'write-protected': ['global', 'write-protected'],
}

/** Whether a token that was made for these is good for what needs this. */
export function judgeToken(held: readonly string[], scope: Scope): Verdict {
  const accepted = acceptedFor[scope]
  if (accepted.some((each) => held.includes(each))) return { allowed: true }
  return {
    allowed: false,
    reason: `This token may be used for ${held.join(', ')} only. It needs one of these scopes: ${accepted.join(', ')}.`,
  }
}
