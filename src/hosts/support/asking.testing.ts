import { expect } from 'vitest'
import { openHarness, type Harness } from './harness.ts'

// What the tests of most areas do: ask the platform as a person, on a world of their own, for what works and for what does not.

/** The platform of the test that runs, since it has begun. */
export let api: Harness

/** Begins a new world. */
export async function begin(scenario?: string): Promise<void> {
  api = await openHarness(scenario)
}

/** Begins a new world in which there is an app, shop. */
export async function beginWithShop(): Promise<void> {
  await begin()
  await ask('POST', '/apps', { name: 'shop' })
}

/** Asks for something that works. */
export async function ask<T = unknown>(method: string, path: string, body?: object, who: string | null = 'ada'): Promise<T> {
  const reply = await api.as(who, method, path, body)
  expect(reply.status, `${method} ${path}: ${JSON.stringify(reply.body)}`).toBeLessThan(300)
  // The harness has checked it against the contract.
  return reply.body as T
}

/** Asks for something that has to be refused, and proves that it left no trace. */
export async function refused(
  method: string,
  path: string,
  body: object | undefined,
  status: number,
  words: string,
  who = 'ada',
): Promise<void> {
  const before = api.world().hash()
  expect(await api.as(who, method, path, body)).toMatchObject({ status, body: { message: expect.stringContaining(words) } })
  expect(api.world().hash()).toBe(before)
}
