import { expect, test } from 'vitest'
import { due, ended } from '../src/parts/due'
import { aRectification, at, now } from './support'

const chip = (over: Parameters<typeof aRectification>[0]) => due(aRectification(over), now)

test('what remains is said in working days, blue when near', () => {
  expect(chip({ days_left: 9 })).toMatchObject({
    text: '剩 9 个工作日',
    slip: 'none',
    heavy: false,
  })
  expect(chip({ days_left: 2 })).toMatchObject({ text: '剩 2 个工作日', slip: 'blue' })
})

test('the last day is today 24:00', () => {
  const today = { deadline: at('2026-10-22T00:00:00'), days_left: 0 }
  expect(chip(today)).toMatchObject({ text: '今日 24:00', slip: 'blue', heavy: true })
})

test('just over is yellow even before its step was acted on', () => {
  const over = { deadline: at('2026-10-21T00:00:00'), days_left: 0, slip: 'blue' as const }
  expect(chip(over)).toMatchObject({ text: '刚逾期', slip: 'yellow', heavy: true })
})

test('over takes the hue of its step', () => {
  const over = { deadline: at('2026-10-16T00:00:00'), days_left: -3, slip: 'orange' as const }
  expect(chip(over)).toMatchObject({ text: '逾期 3 个工作日', slip: 'orange' })
})

test('a clock that stands is never overdue, also past its date', () => {
  const standing = { clock_runs: false, days_left: null, deadline: at('2026-10-01T00:00:00') }
  expect(chip({ ...standing, state: 'submitted' })).toMatchObject({
    text: '停表待核验',
    standing: true,
  })
  expect(chip({ ...standing, state: 'suspended' }).heavy).toBe(false)
})

test('before service there is no deadline to show', () => {
  expect(chip({ state: 'issued', deadline: 0, clock_runs: false }).text).toBe('待签收')
  // Served while its finding is contested: nothing is left to acknowledge.
  expect(chip({ state: 'in_progress', deadline: 0, clock_runs: false }).text).toBe('停表')
})

test('what fell away is over and not struck off, also when it was never served', () => {
  const fell = { state: 'fallen_away' as const, clock_runs: false, days_left: null }
  expect(chip(fell)).toMatchObject({ text: '随问题了结', slip: 'none', heavy: false })
  expect(chip({ ...fell, deadline: 0 }).text).toBe('随问题了结')
  expect(
    (['struck_off', 'fallen_away', 'submitted'] as const).map((state) => ended({ state })),
  ).toEqual([true, true, false])
})
