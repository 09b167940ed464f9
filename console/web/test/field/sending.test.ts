import { expect, test } from 'vitest'
import { backoff, nextSteps, toOfferAgain } from '../../src/field/core/sending'
import { answer, aPhoto, facts, photosOf, said } from './support'

const none = photosOf()
const keys = (steps: ReturnType<typeof nextSteps>) => steps.map((s) => s.command.key)

test('a task is spoken of in the order in which it was said', () => {
  const first = answer('F1', 'y')
  const second = answer('F2', '3')
  expect(keys(nextSteps([second, first], none, 'p-1'))).toEqual([first.key])
  expect(keys(nextSteps([second, { ...first, state: 'kept' }], none, 'p-1'))).toEqual([second.key])
})

test('one task never waits for another', () => {
  const here = answer('F1', 'y')
  const there = said({ do: 'accept', task: 32 })
  expect(keys(nextSteps([here, there], none, 'p-1'))).toEqual([here.key, there.key])
})

test('the bytes of a photo go before the command that names it', () => {
  const photo = aPhoto()
  const attach = said({ do: 'attach', task: 31, hash: photo.hash, mime: photo.mime })
  const later = answer('F1', 'y')
  expect(nextSteps([attach, later], photosOf(photo), 'p-1')).toEqual([
    { kind: 'piece', command: attach, photo },
  ])
  const whole = photosOf({ ...photo, complete: true })
  expect(nextSteps([attach, later], whole, 'p-1')).toEqual([{ kind: 'command', command: attach }])
})

test('what the device will never take holds up nothing but what was said of the same finding', () => {
  const record = said(
    { do: 'record', task: 31, finding: 'X', ...facts },
    { state: 'refused', error: 'text' },
  )
  const amend = said({ do: 'amend', finding: 'X', ...facts })
  const next = answer('F2', '1')
  expect(keys(nextSteps([record, amend, next], none, 'p-1'))).toEqual([next.key])
})

test('nobody speaks in the name of another', () => {
  const theirs = answer('F1', 'y', { person: 'p-2' })
  const mine = answer('F2', '1')
  expect(keys(nextSteps([theirs, mine], none, 'p-1'))).toEqual([mine.key])
  expect(nextSteps([theirs], none, '')).toEqual([])
})

test('waits double up to half a minute, and phones do not knock together', () => {
  expect([1, 2, 3, 9].map((n) => backoff(n, 0.5))).toEqual([1000, 2000, 4000, 30_000])
  expect(backoff(1, 0)).toBeLessThan(backoff(1, 0.99))
})

test('a device that lost what it had is offered all that the office has not got', () => {
  const kept = answer('F1', 'y', { state: 'kept', settled: true })
  const received = answer('F2', '1', { state: 'kept', settled: true, received: true })
  expect(toOfferAgain([kept, received])).toEqual([
    { ...kept, state: 'waiting', settled: false, kept_at: 0 },
  ])
})
