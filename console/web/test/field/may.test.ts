import { expect, test } from 'vitest'
import { byUrgency, limitOf, may, mayI, standing } from '../../src/field/core/may'
import { aTask, now } from './support'

test('what may be done follows the lifecycle of a task', () => {
  expect(may('released')).toEqual(['accept', 'recuse'])
  expect(may('accepted')).toEqual(['check_in', 'recuse'])
  expect(may('on_site')).toContain('record')
  for (const state of ['reported', 'closed', 'recused', 'missed', 'withdrawn'] as const) {
    expect(may(state)).toEqual([])
  }
})

test('the head accepts, recuses, picks and reports; a member is not offered it', () => {
  expect(mayI('released', 'accept', 'head')).toBe(true)
  expect(mayI('released', 'accept', 'member')).toBe(false)
  expect(mayI('on_site', 'report', 'member')).toBe(false)
  expect(mayI('on_site', 'record', 'member')).toBe(true)
})

test('where the device does not say who is the head, the office decides', () => {
  const members = [{ id: 'p-1' }, { id: 'p-2' }]
  expect(standing(members, 'p-1')).toBe('unknown')
  expect(mayI('released', 'accept', 'unknown')).toBe(true)
  expect(standing([{ id: 'p-1', head: true }, { id: 'p-2' }], 'p-2')).toBe('member')
})

test('on site comes first, then by the limit that runs, done ones last', () => {
  const tasks = [
    aTask({ task: 1, state: 'closed' }),
    aTask({ task: 2, state: 'accepted', check_in_due: now + 10 }),
    aTask({ task: 3, state: 'released', accept_due: now + 5 }),
    aTask({ task: 4, state: 'on_site' }),
  ]
  expect(byUrgency(tasks).map((t) => t.task)).toEqual([4, 3, 2, 1])
  expect(limitOf(tasks[3]!)).toBeNull()
})
