import { expect, test } from 'vitest'
import { holidaysSkipped, madeUpCounted, WorkingDays, weeks } from '../src/time/calendar'
import { dayOf, deadline, hourOf, momentOf, setZone, weekday } from '../src/time/civil'
import { aDerivation, at, national2026, now } from './support'

test('midnight after a day is written as that day, 24:00', () => {
  expect(deadline(at('2026-10-16T00:00:00'))).toEqual({ day: '2026-10-15', hour: '24:00' })
  expect(deadline(at('2026-10-15T17:30:00'))).toEqual({ day: '2026-10-15', hour: '17:30' })
  expect(deadline(at('2026-10-16T00:00:01'))).toEqual({ day: '2026-10-16', hour: '00:00' })
})

test('days are those of the jurisdiction, not of the machine', () => {
  expect(dayOf(Date.parse('2026-10-20T16:30:00Z'))).toBe('2026-10-21')
  expect(hourOf(Date.parse('2026-10-20T16:30:00Z'))).toBe('00:30')
  expect(momentOf('2026-10-21', 9)).toBe(at('2026-10-21T09:00:00'))
})

test('a zone with summer time keeps its hours', () => {
  setZone('Europe/Berlin')
  expect(momentOf('2026-07-01', 9)).toBe(Date.parse('2026-07-01T09:00:00+02:00'))
  expect(momentOf('2026-12-01', 9)).toBe(Date.parse('2026-12-01T09:00:00+01:00'))
  setZone('Asia/Shanghai')
})

test('a make-up Saturday is worked, a holiday is not', () => {
  const days = new WorkingDays([national2026])
  expect(weekday('2026-10-10')).toBe(5)
  expect(days.worked('2026-10-10')).toBe(true)
  expect(days.worked('2026-10-11')).toBe(false)
  expect(days.worked('2026-10-05')).toBe(false)
})

test('a derivation names the holiday once and the make-up day it counted', () => {
  expect(holidaysSkipped(aDerivation)).toEqual([{ name: '国庆节', days: 7 }])
  expect(madeUpCounted(aDerivation)).toEqual(['2026-10-10'])
})

test('the weeks of a derivation count to the budget and then what is over', () => {
  const cells = weeks(aDerivation, new WorkingDays([national2026]), now, true).flat()
  const last = cells.find((cell) => cell.kind === 'last')
  expect(last).toMatchObject({ day: '2026-10-15', number: 10 })
  expect(cells.filter((cell) => cell.kind === 'over').map((cell) => cell.number)).toEqual([
    1, 2, 3, 4,
  ])
  expect(cells.find((cell) => cell.today)?.day).toBe('2026-10-21')
  expect(cells.length % 7).toBe(0)
})
