import { expect, test } from 'vitest'
import { median } from '../src/pages/map/scale'
import { few, share, wayRoom } from '../src/pages/overview/wall-rows'

test('the rows of a wall go to the highest slip first, and each slip keeps one', () => {
  expect(share([3, 2, 1], 6)).toEqual([3, 2, 1])
  expect(share([9, 4, 4], 6)).toEqual([4, 1, 1])
  expect(share([0, 9, 4], 6)).toEqual([0, 5, 1])
  expect(share([0, 0, 0], 6)).toEqual([0, 0, 0])
  expect(share([1, 1, 9], 6)).toEqual([1, 1, 4])
})

test('the fewer are in the villages, the more of those on the way have room, at least one', () => {
  expect(wayRoom(0)).toBe(8)
  expect(wayRoom(few)).toBeGreaterThan(2)
  for (let n = 0; n < 9; ++n) expect(wayRoom(n)).toBeGreaterThan(0)
})

test('of no visits there is no median: never is not nought days ago', () => {
  expect(median([])).toBeNull()
  expect(median([0])).toBe(0)
  expect(median([4, 9])).toBe(7)
})
