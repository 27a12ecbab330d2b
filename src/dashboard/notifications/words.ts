import { BellRing, FileBadge, HeartCrack, Hourglass, Receipt, Rocket, UserRound, type LucideIcon } from 'lucide-react'
import { paths } from '#dashboard/shared/paths.ts'
import { noticeKinds, type Notice, type NoticeKind } from '#platform/notifications/contract.ts'

/** The kinds of news, in the order in which they are offered. */
export const kindNames = [
  'deploy',
  'health',
  'alert',
  'certificate',
  'limit',
  'access',
  'billing',
] as const satisfies readonly NoticeKind[]

interface Look {
  readonly icon: LucideIcon
  readonly label: string
  /** What is told of. */
  readonly about: string
}

const look = (kind: NoticeKind, icon: LucideIcon, label: string): Look => ({ icon, label, about: noticeKinds[kind] })

export const looks: Readonly<Record<NoticeKind, Look>> = {
  deploy: look('deploy', Rocket, 'Deploys'),
  health: look('health', HeartCrack, 'Crashes'),
  alert: look('alert', BellRing, 'Alerts'),
  certificate: look('certificate', FileBadge, 'Certificates'),
  limit: look('limit', Hourglass, 'Limits'),
  access: look('access', UserRound, 'People'),
  billing: look('billing', Receipt, 'Invoices'),
}

/** Where a notice leads. */
export function placeOf(notice: Notice): string {
  const { kind, app, build, version, team, month } = notice
  if (kind === 'billing')
    return `${team === null ? paths.account('billing') : paths.team(team, 'billing')}${month === null ? '' : `?month=${month}`}`
  if (kind === 'limit') return placeOfLimit(notice)
  if (team !== null) return paths.teams()
  if (app === null) return paths.apps()
  if (build !== null) return paths.build(app.name, build)
  if (version !== null && kind === 'deploy') return paths.release(app.name, `v${version}`)
  const about = {
    deploy: paths.deploy(app.name),
    health: paths.logs(app.name),
    alert: paths.metrics(app.name),
    certificate: `${paths.settings(app.name)}#certificates`,
    access: paths.app(app.name),
  }
  return about[kind]
}

function placeOfLimit({ app, addon, team, limit }: Notice): string {
  if (addon !== null) return paths.addon(addon)
  if (team !== null) return paths.team(team, 'people')
  if (app === null) return paths.account('billing')
  return limit === 'collaborators' ? paths.access(app.name) : `${paths.settings(app.name)}#${limit}`
}
