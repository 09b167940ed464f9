import { expect, test } from 'vitest'
import { forecast } from '../src/pages/plans/forecast'

const year = { villages: 40, days: 365, visits: 150, longest_gap_days: 0, visits_a_year_max: 6 }

test('an even draw of 150 visits among 40 villages', () => {
  const said = forecast(year)!
  expect(said.per_village).toBeCloseTo(3.75)
  expect(said.month).toBeCloseTo(1 - (39 / 40) ** ((150 * 30) / 365), 10)
  expect(said.never).toBeCloseTo((39 / 40) ** 150, 10)
  expect(said.guess).toBeCloseTo(0.025)
  expect(said.bits).toBeCloseTo(5.32, 2)
  expect(said.promised).toBe(0)
  expect(said.beyond_ceiling).toBe(false)
})

test('the chance of a month is what many draws show', () => {
  let state = 7
  const random = () => {
    state = (state + 0x6d2b79f5) | 0
    let bits = Math.imul(state ^ (state >>> 15), 1 | state)
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits
    return ((bits ^ (bits >>> 14)) >>> 0) / 4294967296
  }
  const plays = 4000
  let hits = 0
  for (let i = 0; i < plays; ++i) {
    let hit = false
    for (let n = 0; n < 12; ++n) hit ||= Math.floor(random() * 40) === 0
    hits += hit ? 1 : 0
  }
  const said = forecast({ ...year, days: 365, visits: (12 * 365) / 30 })!
  expect(Math.abs(hits / plays - said.month)).toBeLessThan(0.025)
})

test('a promised gap leaves nobody out, and what it needs can be foreseen', () => {
  const said = forecast({ ...year, longest_gap_days: 180 })!
  expect(said.never).toBe(0)
  expect(said.promised).toBeCloseTo(80 / 150)
  expect(forecast({ ...year, longest_gap_days: 30 })!.promised).toBe(1)
  expect(forecast({ ...year, longest_gap_days: 400 })!.never).toBeGreaterThan(0)
})

test('more visits than the ceiling allows are told', () => {
  expect(forecast({ ...year, visits: 241 })!.beyond_ceiling).toBe(true)
  expect(forecast({ ...year, visits: 240 })!.beyond_ceiling).toBe(false)
})

test('no plan has no forecast, and one village is no secret', () => {
  expect(forecast({ ...year, villages: 0 })).toBeNull()
  expect(forecast({ ...year, visits: 0 })).toBeNull()
  expect(forecast({ ...year, villages: 1 })).toMatchObject({
    guess: 1,
    bits: 0,
    never: 0,
    month: 1,
  })
})
