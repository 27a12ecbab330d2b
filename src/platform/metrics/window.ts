import { badRequest, forbidden } from '#platform/http/errors.ts'
import { sizeOf, type Tier } from '#platform/dynos/sizes.ts'
import type { History } from './history.ts'
import { MINUTE } from './traffic.ts'

const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** ms of each resolution, and the longest window it is offered for. */
const STEPS: Readonly<Record<string, { readonly ms: number; readonly longest: number }>> = {
  '1m': { ms: MINUTE, longest: DAY },
  '10m': { ms: 10 * MINUTE, longest: 4 * DAY },
  '1h': { ms: HOUR, longest: 8 * DAY },
  '2h': { ms: 2 * HOUR, longest: 8 * DAY },
}

/** Buckets of `step` ms from `from` on; the last may not be over yet. */
export interface Window {
  readonly from: number
  readonly to: number
  readonly step: number
  readonly stepName: string
  readonly buckets: number
}

interface Asked {
  readonly start_time?: string | undefined
  readonly end_time?: string | undefined
  readonly step?: string | undefined
}

function readTime(text: string | undefined, name: string, fallback: number): number {
  if (text === undefined || text === '') return fallback
  const time = Date.parse(text)
  if (Number.isNaN(time)) throw badRequest(`invalid ${name} provided (valid example: 2026-01-31T12:00:00Z)`)
  return time
}

/** The window that was asked for, on whole buckets; without an answer to that, the last two hours. Refuses with 400. */
export function windowOf(asked: Asked, now: number, fallbackStep = '1m', fallbackSpan = 2 * HOUR): Window {
  const end = readTime(asked.end_time, 'end_time', now)
  const start = readTime(asked.start_time, 'start_time', end - fallbackSpan)
  const stepName = asked.step === undefined || asked.step === '' ? fallbackStep : asked.step
  const step = Object.hasOwn(STEPS, stepName) ? STEPS[stepName] : undefined
  if (!step) throw badRequest(`invalid step provided (valid examples: ${Object.keys(STEPS).join(', ')})`)
  if (start >= end) throw badRequest('invalid start_time provided: it must be before end_time')
  if (end - start > step.longest)
    throw badRequest(`invalid step provided: ${stepName} is offered for up to ${step.longest / HOUR} hours`)
  // Who asks by a clock that is ahead, as the CLI does by its machine's, means the time that has just passed.
  const ahead = start > now ? end - now : 0
  const from = Math.floor((start - ahead) / step.ms) * step.ms
  const to = Math.ceil((end - ahead) / step.ms) * step.ms
  return { from, to, step: step.ms, stepName, buckets: (to - from) / step.ms }
}

/** heroku-facts A.7: Eco dynos have no metrics; Basic ones a day, without the finest resolution. */
export function allowedWindow(history: History, type: string, asked: Asked): Window {
  const tier = tierOf(history, type)
  if (tier === 'eco') throw forbidden('Metrics are not available for Eco dynos. Change to Basic dynos or better to see them.')
  if (tier !== 'basic') return windowOf(asked, history.now)
  const window = windowOf(asked, history.now, '10m', DAY)
  if (window.step < 10 * MINUTE)
    throw badRequest('invalid step provided: Basic dynos have metrics at a resolution of 10m or coarser')
  if (window.from < history.now - DAY - window.step)
    throw badRequest('invalid start_time provided: Basic dynos have metrics of the past 24 hours')
  return window
}

function tierOf({ tables, app }: History, type: string): Tier {
  const formation = tables.formations.by('app', app.id)
  const row = formation.find((candidate) => candidate.type === type) ?? formation[0]
  return row ? sizeOf(row.size).tier : 'standard'
}

/** Which bucket a time falls into; may be outside. */
export const bucketOf = (window: Window, time: number): number => Math.floor((time - window.from) / window.step)
