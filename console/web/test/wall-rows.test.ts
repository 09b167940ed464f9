import { expect, test } from 'vitest'
import { median } from '../src/pages/map/scale'
import { few, out, share } from '../src/pages/overview/wall-rows'

test('the rows of a wall go to the highest slip first, and each slip keeps one', () => {
  expect(share([3, 2, 1], 6)).toEqual([3, 2, 1])
  expect(share([9, 4, 4], 6)).toEqual([4, 1, 1])
  expect(share([0, 9, 4], 6)).toEqual([0, 5, 1])
  expect(share([0, 0, 0], 6)).toEqual([0, 0, 0])
  expect(share([1, 1, 9], 6)).toEqual([1, 1, 4])
})

test('who is out fits its zone, and nobody crowds out those on the way', () => {
  expect(out(0, 3)).toEqual({ groups: 0, way: 3 })
  expect(out(5, 0)).toEqual({ groups: 5, way: 0 })
  expect(out(7, 12)).toEqual({ groups: 4, way: 1 })
  expect(out(2, 3)).toEqual({ groups: 2, way: 3 })
  for (let inField = 0; inField < 9; ++inField) {
    for (let onTheWay = 0; onTheWay < 30; ++onTheWay) {
      const { groups, way } = out(inField, onTheWay)
      const rows = Math.max(1, way + (onTheWay > way ? 1 : 0))
      expect(groups * (groups > few ? 66 : 104) + rows * 42).toBeLessThanOrEqual(386)
      if (onTheWay > 0) expect(way).toBeGreaterThan(0)
    }
  }
})

test('of no visits there is no median: never is not nought days ago', () => {
  expect(median([])).toBeNull()
  expect(median([0])).toBe(0)
  expect(median([4, 9])).toBe(7)
})
