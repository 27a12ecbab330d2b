import { APP_NAME } from '#platform/apps/contract.ts'

const qualities = [
  'amber',
  'brisk',
  'calm',
  'clear',
  'deft',
  'early',
  'fair',
  'gentle',
  'hidden',
  'ivory',
  'keen',
  'lively',
  'mellow',
  'nimble',
  'open',
  'plain',
  'quiet',
  'rapid',
  'steady',
  'tidal',
  'upland',
  'vivid',
  'warm',
  'young',
]
const things = [
  'anchor',
  'beacon',
  'cedar',
  'delta',
  'ember',
  'fjord',
  'garden',
  'harbour',
  'island',
  'juniper',
  'kestrel',
  'lantern',
  'meadow',
  'northwind',
  'orchard',
  'prairie',
  'quarry',
  'river',
  'summit',
  'thicket',
  'valley',
  'willow',
  'yarrow',
  'zephyr',
]

/** A name that is hardly taken: two words and four digits. `chance` gives numbers from 0 up to 1. */
export function suggestName(chance: () => number = Math.random): string {
  const pick = (words: readonly string[]) => words[Math.floor(chance() * words.length)] ?? words[0]
  return `${pick(qualities)}-${pick(things)}-${1000 + Math.floor(chance() * 9000)}`
}

/** The name of an app for a folder or an archive: `My Shop.tar.gz` gives `my-shop`; empty when nothing of it can be used. */
export function nameFor(source: string): string {
  const name = source
    .toLowerCase()
    .replace(/\.(tar\.gz|tgz|tar|zip)$/, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, 30)
    .replace(/-+$/, '')
  return APP_NAME.test(name) ? name : ''
}

/** What is wrong with a name, as a sentence that says how to mend it; null when nothing is. Empty is fine: one is made up then. */
export function nameProblem(name: string, taken: ReadonlySet<string>): string | null {
  if (name === '') return null
  if (taken.has(name)) return `You have an app named ${name} already. Choose another name.`
  if (name.length < 3) return 'Use at least 3 characters.'
  if (name.length > 30) return 'Use at most 30 characters.'
  if (/[^a-z0-9-]/.test(name)) return 'Use lowercase letters, digits and dashes only.'
  if (!/^[a-z]/.test(name)) return 'Begin with a letter.'
  return APP_NAME.test(name) ? null : 'End with a letter or a digit.'
}
