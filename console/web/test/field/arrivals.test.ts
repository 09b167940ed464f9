// What makes a phone ring: work that was not there the last time the device answered.

import { expect, test } from 'vitest'
import type { AgentState, AgentTask } from '../../src/field/contract'
import { arrivalsOf } from '../../src/field/core/arrivals'

const aTask = (task: number, over: Partial<AgentTask> = {}) =>
  ({ task, year: 2026, number: task, state: 'released', accept_due: 900, ...over }) as AgentTask

const told = (tasks: AgentTask[], over: Partial<AgentState> = {}) =>
  ({ device: { incarnation: 1 }, tasks, ...over }) as AgentState

test('a task that has come is news, once, with its limit to accept', () => {
  const before = told([aTask(7)])
  expect(arrivalsOf(before, told([aTask(7), aTask(8)]))).toEqual([
    { tag: 'task-8', path: '/tasks/8', kind: 'task', year: 2026, number: 8, due: 900 },
  ])
  expect(arrivalsOf(told([aTask(7), aTask(8)]), told([aTask(7), aTask(8)]))).toEqual([])
})

test('what somebody has accepted already asks for nobody', () => {
  expect(arrivalsOf(told([]), told([aTask(8, { state: 'accepted' })]))).toEqual([])
})

test('the first answer after pairing rings for nothing, nor does a device that began anew', () => {
  expect(arrivalsOf(null, told([aTask(7)]))).toEqual([])
  const anew = told([aTask(7)], { device: { incarnation: 2 } as AgentState['device'] })
  expect(arrivalsOf(told([]), anew)).toEqual([])
})

test('an assignment of a case team rings as a task does', () => {
  const one = { assignment: 9, year: 2026, number: 3, state: 'issued', due: 700 }
  const after = told([], { assignments: [one] as unknown as AgentState['assignments'] })
  expect(arrivalsOf(told([], { assignments: [] }), after)).toMatchObject([
    { tag: 'assignment-9', path: '/assignments/9', kind: 'assignment', due: 700 },
  ])
  const begun = { ...one, state: 'under_way' }
  const later = told([], { assignments: [begun] as unknown as AgentState['assignments'] })
  expect(arrivalsOf(told([], { assignments: [] }), later)).toEqual([])
})
