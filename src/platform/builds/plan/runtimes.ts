import type { Language, Runtime } from '#platform/builds/types.ts'
import type { Built } from './buildpack.ts'

/** Service time in ms, requests at once, memory in MB: ordinary figures of small apps on a 512 MB dyno. */
const PROFILES: Readonly<Record<string, readonly [serviceMs: number, concurrency: number, memoryMb: number]>> = {
  express: [18, 50, 90],
  fastify: [10, 60, 80],
  koa: [15, 50, 80],
  hapi: [16, 50, 85],
  hono: [9, 60, 75],
  nest: [22, 50, 120],
  next: [80, 10, 210],
  nuxt: [60, 15, 190],
  remix: [45, 20, 150],
  sveltekit: [30, 25, 120],
  astro: [25, 30, 110],
  static: [4, 100, 60],
  django: [60, 6, 180],
  flask: [40, 4, 110],
  fastapi: [20, 30, 120],
  streamlit: [120, 4, 240],
  rails: [70, 5, 320],
  sinatra: [25, 5, 110],
  rack: [15, 5, 90],
  laravel: [55, 8, 110],
  symfony: [50, 8, 105],
  slim: [25, 8, 70],
  'spring-boot': [35, 40, 420],
  quarkus: [15, 60, 230],
  micronaut: [18, 60, 240],
  play: [30, 40, 400],
  'akka-http': [20, 60, 350],
  http4s: [22, 60, 340],
  ring: [25, 40, 380],
  gin: [6, 200, 25],
  echo: [6, 200, 25],
  fiber: [5, 200, 25],
  chi: [6, 200, 22],
}

const PLAIN: Readonly<Record<Language, readonly [number, number, number]>> = {
  nodejs: [20, 50, 70],
  python: [35, 4, 70],
  ruby: [25, 5, 80],
  php: [35, 8, 60],
  java: [30, 40, 280],
  scala: [28, 40, 350],
  clojure: [25, 40, 360],
  go: [6, 200, 20],
}

/** How an app of this language and framework behaves when it runs. */
export function runtimeOf(language: Language, { framework, version }: Pick<Built, 'framework' | 'version'>): Runtime {
  const [serviceMs, concurrency, memoryMb] = PROFILES[framework] ?? PLAIN[language]
  return { language, framework, version, serviceMs, concurrency, memoryMb }
}

/** The first framework whose marker is among the packages; '' when there is none. */
export function frameworkOf(
  packages: ReadonlySet<string>,
  markers: readonly (readonly [marker: string, framework: string])[],
): string {
  return markers.find(([marker]) => packages.has(marker))?.[1] ?? ''
}
