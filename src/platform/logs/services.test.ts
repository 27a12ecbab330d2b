import { beforeEach, expect, it } from 'vitest'
import { api, ask, begin } from '#hosts/support/asking.testing.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

beforeEach(() => begin('company'))

/** The last lines that a service told an app's log. */
async function linesOf(app: string, dyno: string, more: object = {}): Promise<string[]> {
  const asked = { source: 'app', dyno, lines: 100, ...more }
  const { logplex_url: url } = await ask<{ logplex_url: string }>('POST', `/apps/${app}/log-sessions`, asked)
  return String((await api.as(null, 'GET', new URL(url).pathname)).body)
    .split('\n')
    .slice(0, -1)
}

const figure = (line: string | undefined, name: string) => Number(new RegExp(` sample#${name}=([\\d.]+)`).exec(line ?? '')?.[1])

it('tells what a store holds and how it is used, every five minutes, the same whenever it is read', async () => {
  const lines = await linesOf('fernwood-shop', 'heroku-redis')
  expect(lines).toHaveLength(100)
  for (const line of lines)
    expect(line).toMatch(
      /^\S+\+00:00 app\[heroku-redis\]: source=REDIS addon=redis-solid-20417 sample#active-connections=\d+ sample#max-connections=\d+ .* sample#memory-redis=\d+bytes sample#hit-rate=0\.\d+ sample#evicted-keys=0$/,
    )
  const times = lines.map((line) => Date.parse(line.slice(0, 23) + 'Z'))
  expect(new Set(times.slice(1).map((time, nth) => time - (times[nth] ?? 0)))).toEqual(new Set([5 * MINUTE]))
  const { memory } = await ask<{ memory: { used: number; limit: number } }>('GET', '/control/redis/redis-solid-20417')
  expect(figure(lines.at(-1), 'memory-redis') / memory.used).toBeCloseTo(1, 1)
  expect(figure(lines.at(-1), 'memory-percentage-used')).toBeCloseTo(memory.used / memory.limit, 1)
  await ask('POST', '/control/redis/redis-solid-20417/fill', { keys: 200, bytes: 400_000, seconds: null })
  const until = new Date(api.world().now).toISOString()
  api.pass(HOUR)
  expect(await linesOf('fernwood-shop', 'heroku-redis', { until })).toEqual(lines)
  expect(figure((await linesOf('fernwood-shop', 'heroku-redis')).at(-1), 'evicted-keys')).toBeGreaterThan(50)
})

it('tells what a database holds and how it is used, as its charts show it', async () => {
  const lines = await linesOf('fernwood-shop', 'heroku-postgres')
  for (const line of lines)
    expect(line).toMatch(
      /app\[heroku-postgres\]: source=DATABASE addon=postgresql-curved-48213 sample#current_transaction=\d+ sample#db_size=\d+bytes sample#tables=\d+ .* sample#wal-percentage-used=0\.\d+$/,
    )
  const { num_bytes: bytes } = await ask<{ num_bytes: number }>('GET', '/client/v11/databases/postgresql-curved-48213')
  expect(figure(lines.at(-1), 'db_size') / bytes).toBeCloseTo(1, 3)
  const transactions = lines.map((line) => figure(line, 'current_transaction'))
  expect(transactions).toEqual(transactions.toSorted((a, b) => a - b))
})

it('tells nothing on the smallest plans, and to nobody who does not use it', async () => {
  expect(await linesOf('fernwood-shop-staging', 'heroku-redis')).toEqual([])
  expect(await linesOf('fernwood-shop-staging', 'heroku-postgres')).toEqual([])
  expect(await linesOf('fernwood-spring-sale', 'heroku-redis')).toEqual([])
})
