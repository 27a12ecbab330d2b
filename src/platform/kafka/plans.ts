import { invalid } from '#platform/http/errors.ts'
import type { Addon } from '#platform/addons/vars.ts'

// What a cluster may hold by its plan (heroku-facts E.4).

const HOUR = 3_600_000
const DAY = 24 * HOUR
const GB = 1024 ** 3

export interface PlanLimits {
  /** Several customers share its brokers: topics and groups carry a prefix, groups are made before they are used. */
  readonly shared: boolean
  readonly brokers: number
  readonly dataBytes: number
  readonly maxTopics: number | null
  /** Partitions times their replicas, of all topics together. */
  readonly maxReplicas: number
  readonly replication: readonly [low: number, high: number]
  readonly retentionMs: readonly [low: number, high: number]
  readonly defaultPartitions: number
  /** Bytes a second, in and out; null where there is no quota. */
  readonly quota: readonly [produce: number, consume: number] | null
}

export const MAX_PARTITIONS = 256
export const DEFAULT_RETENTION_MS = DAY

const BASIC: Readonly<Record<string, readonly [gb: number, replicas: number, produce: number, consume: number]>> = {
  'basic-0': [4, 240, 64, 256],
  'basic-1': [32, 480, 512, 2048],
  'basic-2': [64, 960, 4096, 16_384],
}
const DEDICATED_GB: Readonly<Record<string, readonly number[]>> = { standard: [150, 300, 900], extended: [1536, 3072, 6144] }

/** The limits of an add-on's plan. */
export function limitsOf({ plan }: Pick<Addon, 'plan'>): PlanLimits {
  const basic = BASIC[plan]
  if (basic) {
    const [gb, maxReplicas, produce, consume] = basic
    return {
      shared: true,
      brokers: 8,
      dataBytes: gb * GB,
      maxTopics: 40,
      maxReplicas,
      replication: [3, 3],
      retentionMs: [DAY, 7 * DAY],
      defaultPartitions: 8,
      quota: [produce * 1024, consume * 1024],
    }
  }
  const extended = plan.includes('extended')
  const sizes = DEDICATED_GB[extended ? 'extended' : 'standard'] ?? []
  return {
    shared: false,
    brokers: extended ? 8 : 3,
    dataBytes: (sizes[Number(plan.at(-1))] ?? 150) * GB,
    maxTopics: null,
    maxReplicas: extended ? 32_000 : 12_000,
    replication: [3, extended ? 8 : 3],
    retentionMs: [6 * HOUR, (extended ? 42 : 14) * DAY],
    defaultPartitions: 32,
    quota: null,
  }
}

/** The versions a cluster can run, the oldest first. */
export const VERSIONS: readonly string[] = ['3.7.2', '3.8.1', '3.9.1']
const NEWEST = '3.9.1'

/** The version of a cluster that was never upgraded. */
export const firstVersion = ({ config }: Pick<Addon, 'config'>): string =>
  VERSIONS.find((version) => version === config['version'] || version.startsWith(`${config['version']}.`)) ?? NEWEST

/** The version that is meant by '3.9' or '3.9.1'. Refuses with 422. */
export function versionCalled(text: string): string {
  const version = VERSIONS.findLast((each) => each === text || each.startsWith(`${text}.`))
  if (version === undefined) throw invalid(`There is no version ${text}. Choose one of ${VERSIONS.join(', ')}.`)
  return version
}
