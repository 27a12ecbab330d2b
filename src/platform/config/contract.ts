import * as z from 'zod/mini'
import { endpoint } from '#platform/http/contract.ts'

/** Names that a shell can hold. */
export const CONFIG_KEY = /^[A-Za-z_][A-Za-z0-9_]*$/
/** heroku-facts G.7: the limit of all keys and values of an app together. */
const CONFIG_LIMIT_BYTES = 64 * 1024

/** Why these cannot be an app's config vars together, as a sentence; null if they can. */
export function configSizeProblem(vars: Readonly<Record<string, string>>): string | null {
  const size = new TextEncoder().encode(Object.entries(vars).flat().join('')).length
  return size > CONFIG_LIMIT_BYTES ? `Config vars may take 64 KB in all; these would take ${Math.ceil(size / 1024)} KB.` : null
}

export const ConfigVars = z.record(z.string(), z.string())
export type ConfigVars = z.infer<typeof ConfigVars>

export const config = {
  info: endpoint({
    method: 'GET',
    path: '/apps/:app/config-vars',
    title: 'Show config vars',
    action: 'config.read',
    response: ConfigVars,
    reads: ['apps'],
  }),
  ofRelease: endpoint({
    method: 'GET',
    path: '/apps/:app/releases/:release/config-vars',
    title: 'Show the config vars of a release',
    action: 'config.read',
    response: ConfigVars,
  }),
  update: endpoint({
    method: 'PATCH',
    path: '/apps/:app/config-vars',
    title: 'Set and remove config vars',
    action: 'config.edit',
    body: z.record(
      z
        .string()
        .check(
          z.regex(
            CONFIG_KEY,
            'Config var names may only contain letters, digits and underscores, and may not start with a digit.',
          ),
        ),
      z.nullable(z.string({ error: 'Config var values must be text, or null to remove the variable.' })),
    ),
    response: ConfigVars,
  }),
}
