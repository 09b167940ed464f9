import { render } from 'preact'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Report, ReportRow } from '../src/contract'
import { difference } from '../src/pages/reports/difference'
import { Numbers } from '../src/pages/reports/numbers'
import { apart } from '../src/pages/reports/page'
import { Rows } from '../src/pages/reports/rows'
import { Trend } from '../src/parts/charts'
import { basis } from '../src/words/basis'
import { namesById } from '../src/words/names'
import { setLang } from '../src/words/words'

const root = document.createElement('div')
const text = () => root.textContent!.replace(/\s+/g, ' ')

const counted = (unit: string, n: number) => ({
  unit,
  visits: n,
  findings: n,
  opened: n,
  closed: n,
  on_time: n,
  returned: n,
  open: n,
  overdue: n,
})
const row = (unit: string, more: Partial<ReportRow> = {}): ReportRow => ({
  now: counted(unit, 7),
  before: counted(unit, 9),
  rate: { share: 80, low: 60, high: 90 },
  rate_before: { share: 70, low: 50, high: 85 },
  trend: [1, 2],
  opened: [3, 4],
  closed: [5, 6],
  ...more,
})
const report = (rows: ReportRow[]): Report => ({
  kind: 'week',
  period: '2026年第43周',
  from: '2026-10-19',
  to: '2026-10-25',
  before: '2026年第42周',
  before_day: '2026-10-12',
  next_day: '',
  until: 0,
  running: true,
  ends: [0, 1],
  rows,
  total: row(''),
})

beforeEach(async () => {
  await setLang('zh')
  namesById.value = {
    units: [
      { id: 't1', parent: 'c', level: 'township', zh: '茶山街道', en: 'Chashan Street' },
      { id: 't2', parent: 'c', level: 'township', zh: '甘露镇', en: 'Ganlu Town' },
    ],
    groups: [],
    people: [],
  }
})
afterEach(() => render(null, root))

test('a number stands beside its difference to the period before', () => {
  expect([difference(5, 3), difference(3, 5), difference(3, 3)]).toEqual(['+2', '−2', '持平'])
})

test('the county stands in figures, each with what it was before', () => {
  render(<Numbers report={report([])} />, root)
  expect(root.querySelectorAll('dt')).toHaveLength(7)
  expect(text()).toContain('期末逾期7上期 9 −2')
  expect(text()).toContain('80 %')
  expect(text()).toContain('95 % 区间 60–90 % · 上期 70 %')
})

test('townships keep their order; of few matters no rate is told, and none is drawn', () => {
  const few = row('t1', { rate: null, rate_before: null })
  render(<Rows report={report([few, row('t2')])} />, root)
  const heads = [...root.querySelectorAll('tbody th')].map((each) => each.textContent)
  expect(heads).toEqual(['茶山街道', '甘露镇'])
  const [first, second] = [...root.querySelectorAll('tbody tr')]
  expect(first!.querySelector('svg')).toBeNull()
  expect(first!.textContent).toContain('不足 5 件')
  expect(second!.querySelector('.share-before')).not.toBeNull()
})

test('a township is apart from the others only when its whole range is', () => {
  const low = row('t1', { rate: { share: 30, low: 20, high: 59 } })
  const touching = row('t2', { rate: { share: 40, low: 30, high: 60 } })
  expect(apart(report([low, touching]))).toBe(1)
})

test('the words at the ends of a trend stand inside the picture, in both languages', () => {
  for (const label of ['销号', 'struck off in time']) {
    render(<Trend starts={[0, 1]} series={[{ key: 1, label, values: [3, 115] }]} />, root)
    const end = root.querySelector('.end-1')!
    const wide = [...end.textContent!].reduce((sum, c) => sum + (c > '\u2e7f' ? 11 : 6.2), 0)
    expect(Number(end.getAttribute('x')) + wide).toBeLessThanOrEqual(340)
  }
})

test('a basis is its code and what it asks, in the language of the reader', async () => {
  const rule = { rule: 'FOR-3', rule_zh: '每村1名第一书记', rule_en: 'one first secretary' }
  expect(basis(rule)).toBe('FOR-3 每村1名第一书记')
  await setLang('en')
  expect(basis(rule)).toBe('FOR-3 one first secretary')
  expect(basis({ rule: '', rule_zh: '', rule_en: '' })).toBe('')
})
