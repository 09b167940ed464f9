import { expect, test } from 'vitest'
import { freshnessOf, lineOf } from '../src/live/freshness'
import { concerns, merge, newer } from '../src/live/merge'
import { aChange, aRectification } from './support'

const rows = [aRectification({ id: '1' }), aRectification({ id: '2' }), aRectification({ id: '3' })]

test('a changed row is replaced where it stands', () => {
  const change = aChange({ rectifications: [aRectification({ id: '2', step: 3 })] })
  const out = merge(rows, change, 'rectifications')
  expect(out.rows.map((row) => [row.id, row.step])).toEqual([
    ['1', 0],
    ['2', 3],
    ['3', 0],
  ])
  expect(out.changed).toEqual(['2'])
})

test('a new row waits and does not push the others', () => {
  const out = merge(
    rows,
    aChange({ rectifications: [aRectification({ id: '9' })] }),
    'rectifications',
  )
  expect(out.rows).toHaveLength(3)
  expect(out.fresh.map((row) => row.id)).toEqual(['9'])
})

test('a row that may no longer be seen goes at once, also when the change carries it', () => {
  const change = aChange({ gone: ['rectification:2', 'task:1'], rectifications: [] })
  expect(merge(rows, change, 'rectifications').rows.map((row) => row.id)).toEqual(['1', '3'])
})

test('a change is only news after the snapshot', () => {
  expect(newer(aChange({ seq: 10 }), 10)).toBe(false)
  expect(newer(aChange({ seq: 11 }), 10)).toBe(true)
})

test('a change concerns a matter by its row or by its going', () => {
  const change = aChange({ tasks: [], gone: ['task:7'] })
  expect(concerns(change, 'tasks', '7')).toBe(true)
  expect(concerns(change, 'rectifications', '7')).toBe(false)
})

test('ten seconds are live, thirty are late, more is cut', () => {
  expect([0, 9_999, 10_000, 29_999, 30_000].map(freshnessOf)).toEqual([
    'live',
    'live',
    'late',
    'late',
    'cut',
  ])
})

test('before the first word the line is being made, or was not', () => {
  expect([0, 29_999, 30_000].map((age) => lineOf(age, false))).toEqual([
    'connecting',
    'connecting',
    'away',
  ])
  expect([0, 30_000].map((age) => lineOf(age, true))).toEqual(['live', 'cut'])
})
