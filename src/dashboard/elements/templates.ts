import * as z from 'zod/mini'

const Variable = z.union([
  z.string(),
  z.object({
    description: z.optional(z.string()),
    value: z.optional(z.string()),
    required: z.optional(z.boolean()),
    generator: z.optional(z.string()),
  }),
])

/** What the bundled app.json files say. */
const AppJson = z.object({
  name: z.string(),
  description: z.string(),
  keywords: z.optional(z.array(z.string())),
  env: z.optional(z.record(z.string(), Variable)),
  addons: z.optional(z.array(z.union([z.string(), z.object({ plan: z.string(), as: z.optional(z.string()) })]))),
  formation: z.optional(z.record(z.string(), z.object({ quantity: z.number(), size: z.optional(z.string()) }))),
  scripts: z.optional(z.object({ postdeploy: z.optional(z.string()) })),
})

export interface Wanted {
  readonly key: string
  readonly about: string
  readonly value: string
  readonly required: boolean
  readonly generated: boolean
}

/** A project that says by its app.json what it needs to run. */
export interface Template {
  /** Of the bundled sample: 'nodejs'. */
  readonly id: string
  readonly name: string
  readonly about: string
  readonly keywords: readonly string[]
  readonly env: readonly Wanted[]
  readonly addons: readonly { readonly plan: string; readonly as: string | null }[]
  readonly dynos: readonly { readonly type: string; readonly quantity: number; readonly size: string }[]
  readonly postdeploy: string | null
}

const texts = import.meta.glob('#platform/builds/samples/*/app.json', {
  query: '?raw',
  import: 'default',
  eager: true,
  exhaustive: true,
})

function read(id: string, text: string): Template {
  const { name, description, keywords = [], env = {}, addons = [], formation = {}, scripts } = AppJson.parse(JSON.parse(text))
  return {
    id,
    name,
    about: description,
    keywords,
    env: Object.entries(env).map(([key, wanted]) => {
      const fields = typeof wanted === 'string' ? { value: wanted, required: false } : wanted
      return {
        key,
        about: fields.description ?? '',
        value: fields.value ?? '',
        generated: fields.generator === 'secret',
        required: fields.required !== false && fields.generator !== 'secret' && fields.value === undefined,
      }
    }),
    addons: addons.map((addon) =>
      typeof addon === 'string' ? { plan: addon, as: null } : { plan: addon.plan, as: addon.as ?? null },
    ),
    dynos: Object.entries(formation).map(([type, { quantity, size = 'basic' }]) => ({ type, quantity, size })),
    postdeploy: scripts?.postdeploy ?? null,
  }
}

/** The bundled projects that can be deployed by a button, by name. */
export const templates: readonly Template[] = Object.entries(texts)
  .flatMap(([path, text]) => {
    const id = /\/samples\/([^/]+)\/app\.json$/.exec(path)?.[1]
    return id !== undefined && typeof text === 'string' ? [read(id, text)] : []
  })
  .sort((a, b) => (a.name < b.name ? -1 : 1))

/** The one that an address such as `/deploy?template=https://example.com/samples/nodejs` means. */
export const templateAt = (address: string): Template | undefined =>
  templates.find(({ id }) => address === id || new RegExp(`[/-]${id}(\\.git)?/?(#.*)?$`).test(address))
