// What may import what. The house is described in CONTRIBUTING.md; this is the part of it that a machine can hold us to.
import { dirname, posix } from 'node:path'

interface Layer {
  /** The other layers it may import. */
  readonly layers: readonly string[]
  /** The packages it may import; any when left out. */
  readonly packages?: readonly string[]
}

const layers: Readonly<Record<string, Layer>> = {
  kernel: { layers: [], packages: [] },
  platform: {
    layers: ['kernel'],
    packages: ['msw', 'zod', 'fflate', 'smol-toml', '@rgrove/parse-xml', '@noble/hashes', '@peculiar'],
  },
  hosts: { layers: ['platform', 'kernel', 'shell', 'engines'] },
  shell: { layers: [], packages: ['just-bash', 'fflate'] },
  engines: { layers: [], packages: ['@electric-sql/pglite', 'idb', 'virtual:postgres-files'] },
  client: { layers: ['platform'] },
  ui: {
    layers: [],
    packages: ['react', 'react-dom', '@base-ui/react', 'lucide-react', 'clsx', 'virtua', 'anser', 'react-router'],
  },
  dashboard: { layers: ['client', 'ui', 'platform', 'shell', 'engines'] },
}

/** What other layers see of the platform: its contracts, and for a host, which runs it, the platform put together. */
const contract = /(^|\/)contract\.ts$/
const whole = 'platform/index.ts'

/** Where the platform's areas are put together. */
const assemblies = [
  `src/${whole}`,
  ...['', '-account', '-data', '-redis', '-teams'].map((part) => `src/platform/later${part}.ts`),
]

/**
 * Why a file may not import something, or undefined when it may.
 * @param file path of the importing file, relative to the repository, with forward slashes
 * @param specifier what stands in the import statement
 */
export function importProblem(file: string, specifier: string): string | undefined {
  if (specifier.startsWith('../')) return `Write '#…' (from src/) instead of '${specifier}'.`
  const target = targetOf(file, specifier)
  if (target !== undefined && !/\.[a-z]+(\?.*)?$/.test(specifier)) return `'${specifier}' needs its file extension.`
  if (!file.startsWith('src/') || isTest(file)) return undefined
  const [, from = ''] = file.split('/')
  if (!file.startsWith(`src/${from}/`)) return undefined // src/main.tsx puts everything together
  const layer = layers[from]
  if (!layer) return `src/${from} is new: say in scripts/lint/boundaries.ts what it may import.`
  return target === undefined ? packageProblem(file, from, layer, specifier) : layerProblem(file, from, layer, target)
}

function packageProblem(file: string, from: string, layer: Layer, specifier: string): string | undefined {
  if (specifier.startsWith('node:')) {
    return file.startsWith('src/hosts/node/') ? undefined : `Only src/hosts/node runs on Node alone; no '${specifier}' here.`
  }
  const allowed = layer.packages
  if (!allowed || allowed.some((name) => specifier === name || specifier.startsWith(`${name}/`))) return undefined
  return `src/${from} may not import '${specifier}': it uses ${allowed.length > 0 ? allowed.join(', ') : 'no packages'}.`
}

function layerProblem(file: string, from: string, layer: Layer, target: string): string | undefined {
  const [to = ''] = target.split('/')
  if (to === from) return areaProblem(file, target)
  if (!layer.layers.includes(to)) return `src/${from} may not import src/${to}: imports run one way.`
  if (to !== 'platform' || contract.test(target) || (from === 'hosts' && target === whole)) return undefined
  return `src/${from} sees only the contracts of the platform${from === 'hosts' ? ' and its index.ts' : ''}, not src/${target}.`
}

/** Within a layer: platform areas keep their handlers to themselves, and the two kinds of host do not meet. */
function areaProblem(file: string, target: string): string | undefined {
  const [, layer, area] = file.split('/')
  const [, otherArea, ...rest] = target.split('/')
  if (area === otherArea) return undefined
  if (layer === 'platform' && /^handlers\b/.test(rest.join('/')) && !assemblies.includes(file)) {
    return `Handlers belong to their area: only ${assemblies.join(' and ')} may import src/${target}.`
  }
  const sides = ['browser', 'node']
  if (layer === 'hosts' && sides.includes(area ?? '') && sides.includes(otherArea ?? '')) {
    return `src/hosts/${area} may not import src/hosts/${otherArea}.`
  }
  return undefined
}

/** The path below src/ that is imported, or undefined for a package. */
function targetOf(file: string, specifier: string): string | undefined {
  if (specifier.startsWith('#')) return specifier.slice(1)
  if (!specifier.startsWith('.')) return undefined
  return posix.join(dirname(file), specifier).replace(/^src\//, '')
}

function isTest(file: string): boolean {
  return /\.test(ing)?\.tsx?$/.test(file)
}
