import { expect, test } from 'vitest'
import { placeWords } from './markers.ts'

const plot = { left: 50, right: 600 }
const label = 'Measured from here'

test('the word of a marker stands behind its line', () => {
  expect(placeWords([{ x: 100, label }], plot)).toEqual([{ x: 100, label, turned: false, room: 496 }])
})

test('at the right edge it stands before its line', () => {
  expect(placeWords([{ x: 590, label }], plot)).toEqual([{ x: 590, label, turned: true, room: 536 }])
})

test('unless there is less room still, as beside another marker', () => {
  const [first, last] = placeWords(
    [
      { x: 500, label },
      { x: 590, label },
    ],
    plot,
  )
  expect(first).toMatchObject({ turned: false, room: 86 })
  expect(last).toMatchObject({ turned: false, room: 6 })
})
