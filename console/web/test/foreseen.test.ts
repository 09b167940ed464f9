import { beforeEach, expect, test } from 'vitest'
import type { Effect } from '../src/contract'
import { hear } from '../src/live/freshness'
import { argsOf, commands } from '../src/parts/commands'
import { question, sentences } from '../src/parts/foreseen'
import { personName } from '../src/words/names'
import { setLang, t } from '../src/words/words'
import { at, now } from './support'

beforeEach(() => {
  setLang('zh')
  hear(now)
})

const told = (...effects: Effect[]) => sentences({ refused: null, second: [], effects })

test('words that are still to be written are not waited for and do not leave the page', () => {
  const spec = commands['rectification.decide_extension']!
  const values = { grant: '', reason: '因雨' }
  expect(question(spec, argsOf(spec, '7', values), values)).toBeNull()
  const chosen = { ...values, grant: 'true' }
  expect(question(spec, argsOf(spec, '7', chosen), chosen)).toEqual({
    rectification: '7',
    grant: true,
    reason: '',
  })
})

test('who is told within this minute is told at once, and when is told of a later one', () => {
  const soon = told({ kind: 'told', to: 'p-village', at: now + 59_000 })
  const later = told({ kind: 'told', to: 'p-village', at: now + 3_600_000 })
  expect(soon[0]).toBe(t('follows.told', { who: personName('p-village') }))
  expect(later[0]).toContain('送出')
})

test('a second return says that it climbs, the new date and who is told', () => {
  expect(
    told(
      {
        kind: 'deadline',
        at: at('2026-11-05T00:00:00'),
        was: at('2026-10-23T00:00:00'),
        days_left: 11,
      },
      { kind: 'step', step: 3, slip: 'yellow' },
      { kind: 'told', to: 'p-village', at: now - 1 },
      { kind: 'told', to: 'p-village', at: now - 1 },
    ),
  ).toEqual([
    '期限由 10 月 22 日 24:00 改为 11 月 4 日 24:00，还有 11 个工作日',
    '升至第 3 步：黄单说明',
    expect.stringMatching(/^通知/),
  ])
})

test('a date that stays is said to stay, and one that begins to begin', () => {
  const day = at('2026-10-23T00:00:00')
  expect(told({ kind: 'deadline', at: day, was: day, days_left: 0 })).toEqual([
    '期限不变，仍为 10 月 22 日 24:00',
  ])
  expect(told({ kind: 'deadline', at: day, was: 0, days_left: 1 })).toEqual([
    '期限为 10 月 22 日 24:00，还有 1 个工作日',
  ])
})

test('what is newer than the pages is left out, not shown as a code', () => {
  expect(told({ kind: 'teleported' }, { kind: 'limit', what: 'moon', at: now })).toEqual([])
})
