import type { Origin } from '#kernel/world.ts'

/** The named worlds one can begin with. */
export const SCENARIOS = [
  {
    name: 'company',
    title: 'A company at work',
    description: 'Fourteen apps in all eight languages, three weeks of releases, one app in trouble.',
  },
  { name: 'empty', title: 'A blank account', description: 'Two people and no app: what someone new sees.' },
  {
    name: 'crowd',
    title: 'Ten thousand apps',
    description: 'One team with 10,000 apps and 500 people, to see how lists and search behave.',
  },
] as const

/** The world that opens when nothing else was asked for. A Monday morning. */
export const DEFAULT_ORIGIN: Origin = { scenario: 'company', seed: 'dynorama', epoch: Date.UTC(2026, 9, 12, 6) }
