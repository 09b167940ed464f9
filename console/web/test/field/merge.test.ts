import { expect, test } from 'vitest'
import type { AgentRow } from '../../src/field/contract'
import { forgettable, settle, shownTasks } from '../../src/field/core/merge'
import { answer, aState, aTask, facts, now, said } from './support'

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
const only = (state: ReturnType<typeof aState>, commands: Parameters<typeof shownTasks>[1]) =>
  shownTasks(state, commands)[0]!

test('a whole visit goes on with the device out of reach', () => {
  const state = aState({ tasks: [aTask({ state: 'released' })] })
  const commands = [
    said({ do: 'accept', task: 31 }),
    said({ do: 'check_in', task: 31, members: ['p-1', 'p-2'] }),
    answer('F1', 'n'),
    said({ do: 'record', task: 31, finding: 'X', ...facts }),
    said({ do: 'attach', task: 31, finding: 'X', hash: 'h', mime: 'image/jpeg' }),
    said({ do: 'amend', finding: 'X', ...facts, text: '上锁，值班表停更' }),
  ]
  const task = only(state, commands)
  expect(task.state).toBe('on_site')
  expect(task.members).toEqual(['p-1', 'p-2'])
  expect(task.answers.map((a) => [a.item, a.value, a.own, a.index])).toEqual([
    ['F1', 'n', true, -1],
  ])
  expect(task.findings[0]).toMatchObject({ id: 'X', photos: ['h'], by: 'p-1' })
  expect(task.findings[0]!.facts.text).toBe('上锁，值班表停更')
  expect(task.unsent).toBe(6)
  const final = said({ do: 'report', task: 31, final: true, gaps: [] })
  expect(only(state, [...commands, final]).state).toBe('reported')
})

test('a preliminary report leaves the visit open', () => {
  const early = said({ do: 'report', task: 31, final: false, gaps: [] })
  expect(only(aState(), [early]).state).toBe('on_site')
})

test('what the device shows already is not shown twice', () => {
  const mine = answer('F1', 'y')
  const with_it = aState({
    tasks: [aTask({ answers: [{ item: 'F1', value: 'y' }] })],
    rows: [row(mine.key)],
  })
  const settled = settle([mine], with_it, now)
  expect(settled[0]).toMatchObject({ state: 'kept', settled: true })
  const shown = only(with_it, settled).answers
  expect(shown).toHaveLength(1)
  expect(shown[0]).toMatchObject({ own: true, index: 0, by: 'p-1' })
})

test('an answer that was lost on the way is known by its row', () => {
  const sent = answer('F1', 'y')
  expect(settle([sent], aState({ rows: [row(sent.key)] }), now)[0]!.state).toBe('kept')
  expect(settle([sent], aState(), now)[0]!.state).toBe('waiting')
})

test('what the device answered for is shown until its state must have it', () => {
  const kept = answer('F1', 'y', { state: 'kept', kept_at: now })
  const [early] = settle([kept], aState(), now - 10)
  expect(only(aState(), [early!]).answers).toHaveLength(1)
  const [late] = settle([kept], aState(), now + 10)
  expect(late!.settled).toBe(true)
  expect(only(aState(), [late!]).answers).toHaveLength(0)
})

test('what the device did not take changes nothing but the count', () => {
  const refused = said({ do: 'record', task: 31, finding: 'X', ...facts }, { state: 'refused' })
  const task = only(aState(), [refused])
  expect(task.findings).toEqual([])
  expect(task.unsent).toBe(1)
})

test('a late repeat does not move a task back', () => {
  const accept = said({ do: 'accept', task: 31 })
  expect(only(aState(), [accept]).state).toBe('on_site')
})

test('a finding of another phone is shown with its words, its photos where this phone took them', () => {
  const state = aState({
    tasks: [aTask({ findings: ['X', 'Y'] })],
    findings: [{ id: 'X', task: 31, by: 'p-2', facts }],
  })
  const photo = said(
    { do: 'attach', task: 31, finding: 'X', hash: 'h', mime: 'image/jpeg' },
    { state: 'kept', settled: true },
  )
  const [x, y] = only(state, [photo]).findings
  expect(x).toMatchObject({ by: 'p-2', photos: ['h'], facts: { text: '上锁' } })
  expect(y!.facts.text).toBe('')
})

test('only what the office has had for a fortnight is forgotten', () => {
  const later = now + 15 * 86_400_000
  const at_agent = answer('F1', 'y', { state: 'kept', settled: true })
  const at_office = answer('F2', '1', { state: 'kept', settled: true, received: true })
  const waiting = answer('F3', 'y')
  expect(forgettable([at_agent, at_office, waiting], later)).toEqual([at_office])
  expect(forgettable([at_office], now)).toEqual([])
})
