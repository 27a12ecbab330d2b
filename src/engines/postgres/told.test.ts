import { expect, test } from 'vitest'
import { onceTold } from './told.ts'

const written = { name: 'kept t 2', from: 'kept t 1', since: 0 }

test('an answer waits until the world knows what was written', async () => {
  const told = Promise.withResolvers<void>()
  let answered = false
  const answer = onceTold(Promise.resolve({ written }), async () => told.promise)
  void answer.then(() => (answered = true))
  await Promise.resolve()
  expect(answered).toBe(false)
  told.resolve()
  expect(await answer).toEqual({ written })
})

test('what nobody wrote with is answered at once', async () => {
  const never = () => Promise.reject(new Error('told'))
  for (const answer of [{ written: null }, 'text', null, [['1']]])
    expect(await onceTold(Promise.resolve(answer), never)).toBe(answer)
})

test('an answer is refused where the world does not take it', async () => {
  const refused = onceTold(Promise.resolve({ written }), () => Promise.reject(new Error('Something else is there.')))
  await expect(refused).rejects.toMatchObject({
    error: { code: '40001', message: 'Something else is there.', hint: expect.stringContaining('look before') },
  })
})
