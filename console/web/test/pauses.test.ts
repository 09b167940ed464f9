import { beforeAll, expect, test } from 'vitest'
import type { Pause } from '../src/contract'
import { between, tellPause } from '../src/parts/pauses'
import { restOfWords, setLang } from '../src/words/words'

const hour = 3_600_000
const pause = (why: Pause['why'], from: number, to: number, more: Partial<Pause> = {}): Pause => ({
  from,
  to,
  why,
  records: 0,
  group: '',
  number: '',
  task: '',
  text: '',
  ...more,
})

beforeAll(async () => {
  await setLang('en')
  await restOfWords()
})

test('a pause stands between the moments that it lies between, the later one first', () => {
  const late = pause('delivered_late', 100, 150)
  const quiet = pause('quiet', 150, 200)
  const before = pause('recused', 10, 100)
  const all = [before, late, quiet]
  expect(between(all, 200, 100)).toEqual([quiet, late])
  expect(between(all, 100, 0)).toEqual([before])
  expect(between([pause('quiet', 200, 0)], Number.POSITIVE_INFINITY, 200)).toHaveLength(1)
})

test('a pause says how long and why; one that lasts says so until now', () => {
  expect(tellPause(pause('delivered_late', 0, 2 * hour), 0)).toBe(
    'On the group’s device only after 2 h 0 min: the device was without network',
  )
  expect(tellPause(pause('quiet', 0, 0), 26 * hour)).toContain('Nothing for 1 d 2 h so far')
  expect(tellPause(pause('kept', 0, 40 * hour, { records: 7 }), 0)).toContain('7 records at once')
  const recused = { number: '2026-100', group: 'g3', text: 'a cousin on the committee' }
  const said = tellPause(pause('recused', 0, hour, recused), 0)
  expect(said).toContain('Task 2026-100')
  expect(said).toContain('a cousin on the committee')
})
