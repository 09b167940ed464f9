import { expect, test } from 'vitest'
import { addressees, fold, noticesIn } from '../src/parts/fold'
import { anEntry } from './support'

const line = (seq: number, type: string, fields: Record<string, unknown> = {}) => ({
  entry: anEntry({ seq, index: seq, type, fields }),
})

test('notices that follow one another are one line; what stands between keeps them apart', () => {
  const lines = [
    line(6, 'notice.outcome', { id: '2' }),
    line(5, 'notice.queued', { id: '2', to: 'p1' }),
    line(4, 'step.taken', { step: 3 }),
    line(3, 'notice.outcome', { id: '1' }),
  ]
  const runs = fold(lines)
  expect(runs.map((run) => run.length)).toEqual([2, 1, 1])
  expect(noticesIn(runs[0]!)).toBe(1)
})

test('an outcome is for whom its notice was queued', () => {
  const entries = [line(5, 'notice.queued', { id: '2', to: 'p1' }).entry]
  expect(addressees(entries).get('2')).toBe('p1')
})
