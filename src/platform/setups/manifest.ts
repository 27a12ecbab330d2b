import { ApiError } from '#platform/http/errors.ts'
import { findOffer } from '#platform/addons/catalog.ts'
import { findStack } from '#platform/apps/catalog.ts'
import { asRecord, asString, parseJson } from '#platform/builds/source/json.ts'
import { CONFIG_KEY } from '#platform/config/contract.ts'
import { sizeOf } from '#platform/dynos/sizes.ts'

// An app.json says what a project needs to run (heroku-facts A.20).

export interface Variable {
  readonly key: string
  readonly value: string | null
  readonly required: boolean
  /** Its value is made up when the app is. */
  readonly secret: boolean
}

export interface WantedAddon {
  /** 'heroku-postgresql:essential-0' */
  readonly plan: string
  readonly as: string | null
  readonly options: Readonly<Record<string, string>>
}

export interface WantedDynos {
  readonly type: string
  readonly quantity: number
  readonly size: string | null
}

export interface Manifest {
  readonly env: readonly Variable[]
  readonly addons: readonly WantedAddon[]
  readonly formation: readonly WantedDynos[]
  readonly postdeploy: string | null
  readonly successUrl: string | null
  readonly stack: string | null
}

interface Read {
  readonly manifest: Manifest
  /** What is wrong with it, a sentence each. */
  readonly errors: readonly string[]
}

const NOTHING: Manifest = { env: [], addons: [], formation: [], postdeploy: null, successUrl: null, stack: null }
/** More than this of anything is a mistake. */
const MOST = 50

/** An app.json as it is for one kind of app: what `environments` says of it stands in place of the rest. */
export function manifestFor(text: string | undefined, environment: string): string | undefined {
  const parsed = parseJson(text ?? '{}')
  if (!parsed.ok) return text
  const root = asRecord(parsed.value)
  return JSON.stringify({ ...root, ...asRecord(asRecord(root['environments'])[environment]) })
}

/** Reads an app.json, with the config vars that whoever deploys it gives. */
export function readManifest(text: string | undefined, given: Readonly<Record<string, string>>): Read {
  if (text === undefined) return { manifest: NOTHING, errors: ['There is no app.json in the root of the source.'] }
  const parsed = parseJson(text)
  if (!parsed.ok) return { manifest: NOTHING, errors: ['app.json is not valid JSON.'] }
  const root = asRecord(parsed.value)
  const errors: string[] = []
  const manifest: Manifest = {
    env: variablesOf(root['env'], given, errors),
    addons: addonsOf(root['addons'], errors),
    formation: formationOf(root['formation'], errors),
    postdeploy:
      asString(asRecord(root['scripts'])['postdeploy']) ||
      asString(asRecord(asRecord(root['scripts'])['postdeploy'])['command']) ||
      null,
    successUrl: asString(root['success_url']) || null,
    stack: asString(root['stack']) || null,
  }
  if (manifest.stack !== null) check(errors, () => findStack(manifest.stack ?? ''))
  return { manifest, errors }
}

/** Does something that may be refused, and writes down why it was. */
function check(errors: string[], work: () => unknown): void {
  try {
    work()
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    errors.push(error.message)
  }
}

function variablesOf(env: unknown, given: Readonly<Record<string, string>>, errors: string[]): Variable[] {
  const listed = Object.entries(asRecord(env)).slice(0, MOST)
  const variables = listed.map(([key, about]): Variable => {
    const fields = asRecord(about)
    const fallback = typeof about === 'string' ? about : asString(fields['value'])
    const secret = fields['generator'] === 'secret'
    const value = given[key] || fallback || null
    const required = typeof about !== 'string' && fields['required'] !== false
    if (required && value === null && !secret) errors.push(`config var ${key} is required`)
    return { key, value, required, secret: secret && value === null }
  })
  const more = Object.entries(given).filter(([key]) => !variables.some((each) => each.key === key))
  const all = [...variables, ...more.map(([key, value]) => ({ key, value, required: false, secret: false }))]
  for (const { key } of all) if (!CONFIG_KEY.test(key)) errors.push(`${key} cannot be the name of a config var`)
  return all
}

function addonsOf(addons: unknown, errors: string[]): WantedAddon[] {
  const listed: readonly unknown[] = Array.isArray(addons) ? addons.slice(0, MOST) : []
  return listed.map((item) => {
    const fields = asRecord(item)
    const plan = typeof item === 'string' ? item : asString(fields['plan'])
    check(errors, () => findOffer(plan))
    const options = Object.entries(asRecord(fields['options'])).map(([key, value]) => [key, String(value)] as const)
    return { plan, as: asString(fields['as']) || null, options: Object.fromEntries(options) }
  })
}

function formationOf(formation: unknown, errors: string[]): WantedDynos[] {
  return Object.entries(asRecord(formation))
    .slice(0, MOST)
    .map(([type, about]) => {
      const { quantity = 1, size } = asRecord(about)
      if (!Number.isInteger(quantity) || Number(quantity) < 0)
        errors.push(`formation of ${type}: quantity must be a whole number`)
      if (size !== undefined) check(errors, () => sizeOf(asString(size)))
      return { type, quantity: Number(quantity), size: asString(size) || null }
    })
}
