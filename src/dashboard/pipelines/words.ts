import type { AppCard, Stage } from '#platform/pipelines/contract.ts'
import { formatNumber } from '#ui/format.ts'

/** The stages in the order in which code goes through them. */
export const stages = {
  review: 'Review apps',
  development: 'Development',
  staging: 'Staging',
  production: 'Production',
} as const satisfies Record<Stage, string>
export const stageNames = ['review', 'development', 'staging', 'production'] as const satisfies readonly Stage[]

const commits = (count: number) => (count === 1 ? '1 commit' : `${formatNumber(count)} commits`)

/** How an app's code compares with that of the next stage. */
export function distance({ app, ahead, behind }: NonNullable<AppCard['next']>): string {
  if (ahead === null || behind === null) return `Not the code of ${app}`
  if (ahead === 0 && behind === 0) return `The same code as ${app}`
  if (behind === 0) return `${commits(ahead)} ahead of ${app}`
  if (ahead === 0) return `${commits(behind)} behind ${app}`
  return `${commits(ahead)} ahead of ${app}, ${formatNumber(behind)} behind`
}

/** The apps that code goes to next: those of the nearest later stage that has any. */
export function downstream(cards: readonly AppCard[], stage: Stage): readonly AppCard[] {
  for (const later of stageNames.slice(stageNames.indexOf(stage) + 1)) {
    const there = cards.filter((card) => card.stage === later)
    if (there.length > 0) return there
  }
  return []
}
