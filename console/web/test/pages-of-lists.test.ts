// Rows of several pages are kept by their id: none twice, also when one has moved.
import { expect, test } from 'vitest'
import { pieces } from '../src/parts/hits'
import { once } from '../src/parts/pages'

test('a row that comes again stands once, as it came last', () => {
  const first = [
    { id: '1', n: 1 },
    { id: '2', n: 1 },
  ]
  const again = [{ id: '2', n: 9 }]
  expect(once(again, first, [{ id: '3', n: 1 }])).toEqual([
    { id: '2', n: 9 },
    { id: '1', n: 1 },
    { id: '3', n: 1 },
  ])
})

test('what was looked for is marked where it stands, in any width', () => {
  expect(pieces('门锁已换', '门锁')).toEqual([
    { text: '门锁', hit: true },
    { text: '已换', hit: false },
  ])
  expect(pieces('a+b', '＋')).toEqual([
    { text: 'a', hit: false },
    { text: '+', hit: true },
    { text: 'b', hit: false },
  ])
  expect(pieces('text', '  ')).toEqual([{ text: 'text', hit: false }])
})
