import { offerOf } from '#platform/addons/catalog.ts'
import type { Addon } from '#platform/addons/vars.ts'

const UNITS: Readonly<Record<string, number>> = { GB: 2 ** 30, TB: 2 ** 40 }

function bytesOf(text: string): number {
  const [number, unit = ''] = text.split(' ')
  return Math.round(Number(number) * (UNITS[unit] ?? 1))
}

/** What a plan allows (heroku-facts E.2). */
export function limitsOf(addon: Pick<Addon, 'service' | 'plan'>) {
  const [storage = '', connections] = offerOf(addon).plan.values
  return { bytes: bytesOf(storage), connections: Number(connections) }
}
