import { expect, test } from 'vitest'
import type { AgentRow } from '../../src/field/contract'
import { countBy, outboxRows } from '../../src/field/core/outbox'
import { reopen } from '../../src/field/core/reopen'
import { answer, aPhoto, aState, facts, now, photosOf, said } from './support'

const row = (key: string, over: Partial<AgentRow> = {}): AgentRow => ({
  key,
  n: 1,
  name: 'task.answer',
  task: 31,
  state: 'saved',
  kept_at: now,
  what: '',
  mend: '',
  by: 'p-1',
  ...over,
})

test('each thing said stands there once, with how far it has come', () => {
  const here = answer('F1', 'y')
  const kept = answer('F2', '1', { state: 'kept', settled: true })
  const there = answer('F3', 'y', { state: 'kept', settled: true, received: true })
  const state = aState({
    rows: [row(kept.key, { n: 1 }), row(there.key, { n: 2, state: 'received' })],
  })
  const rows = outboxRows(state, [here, kept, there], photosOf())
  expect(rows.map((r) => [r.key, r.reach])).toEqual([
    [here.key, 'phone'],
    [there.key, 'office'],
    [kept.key, 'agent'],
  ])
})

test('what was not taken comes first, with what was wrong and how to mend it', () => {
  const agents = said(
    { do: 'record', task: 31, finding: 'X', ...facts },
    { state: 'refused', error: 'unit: wrong value', mend: 'want an id' },
  )
  const offices = answer('F1', 'y', { state: 'kept', settled: true })
  const state = aState({
    rows: [row(offices.key, { state: 'refused', what: 'too late', mend: 'say it in the report' })],
  })
  const rows = outboxRows(state, [answer('F2', '1'), agents, offices], photosOf())
  expect(rows.map((r) => [r.reach, r.refusedBy, r.what])).toEqual([
    ['refused', 'agent', 'unit: wrong value'],
    ['refused', 'office', 'too late'],
    ['phone', '', ''],
  ])
})

test('a photo has two ticks when the office has all of its bytes', () => {
  const photo = aPhoto({ complete: true, sent: 600_000 })
  const attach = said(
    { do: 'attach', task: 31, hash: photo.hash, mime: photo.mime },
    { state: 'kept', settled: true },
  )
  const at = (stored: boolean) =>
    outboxRows(
      aState({
        rows: [row(attach.key, { name: 'evidence.attach', state: 'received' })],
        files: [{ ...photo, stored, uploaded: stored ? 600_000 : 262_144 }],
      }),
      [attach],
      photosOf(photo),
    )[0]!
  expect(at(false)).toMatchObject({ reach: 'agent', part: { have: 262_144, size: 600_000 } })
  expect(at(true)).toMatchObject({ reach: 'office', part: null })
})

test('the other phone of the group stands there too, the device itself does not', () => {
  const state = aState({
    rows: [row('B', { by: 'p-2' }), row('', { by: '', name: 'task.delivered' })],
  })
  const rows = outboxRows(state, [], photosOf())
  expect(rows.map((r) => [r.by, r.deed])).toEqual([['p-2', 'answer']])
  expect(countBy(rows, 'agent')).toBe(1)
})

test('a refused one goes back into its form with all its words', () => {
  const body = said({ do: 'record', task: 31, finding: 'X', ...facts }).body
  expect(reopen(31, body)).toEqual({
    form: 'finding:31:new',
    at: '/tasks/31/findings/new',
    values: { ...facts, suspected_breach: 'false' },
  })
  expect(reopen(31, { do: 'accept', task: 31 })).toBeNull()
})
