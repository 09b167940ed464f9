import { render } from 'preact'
import { act } from 'preact/test-utils'
import { beforeEach, expect, test } from 'vitest'
import type { TodoRow } from '../src/contract'
import { hear, minute } from '../src/live/freshness'
import { TodoList, whereOf } from '../src/parts/todo-list'
import { partOf } from '../src/parts/todos'
import { setLang } from '../src/words/words'
import { at, now } from './support'

const row = (over: Partial<TodoRow>): TodoRow => ({
  kind: 'verify',
  matter: 'rectification',
  id: '7',
  number: '2026-3',
  of: '',
  unit: '',
  verifier: '',
  problem: '',
  limit: 0,
  ...over,
})

beforeEach(() => {
  setLang('zh')
  hear(now)
})

test('a limit lies in the past, today, within a week, later, or is not set', () => {
  expect(partOf(0, now)).toBe('open')
  expect(partOf(now, now)).toBe('passed')
  expect(partOf(at('2026-10-22T00:00:00'), now)).toBe('today') // 24:00 of today
  expect(partOf(at('2026-10-22T09:00:00'), now)).toBe('week')
  expect(partOf(at('2026-11-03T00:00:00'), now)).toBe('later')
})

test('a line leads to where the act is done', () => {
  expect(whereOf(row({}))).toBe('/rectifications/7')
  expect(whereOf(row({ matter: 'finding', id: '01J' }))).toBe('/findings/01J')
  expect(whereOf(row({ matter: 'case' }))).toBe('/cases/7')
  expect(whereOf(row({ kind: 'defend', matter: 'own-case' }))).toBe('/my-case')
  expect(whereOf(row({ kind: 'confirm', matter: 'proposal' }))).toBe('/confirmations')
})

test('a line says what, about which matter, until when, and what comes of it otherwise', () => {
  expect(minute.value).toBeGreaterThan(0)
  const root = document.createElement('div')
  const rows = [
    row({ kind: 'extension', limit: at('2026-10-23T00:00:00'), problem: '门锁坏了※' }),
    row({ kind: 'answer', id: '8', of: 'explanation', limit: at('2026-10-21T08:42:00') }),
    row({ kind: 'judge', id: '9', of: 'undertaking' }),
    row({ kind: 'review_assignment', matter: 'case', of: 'verify' }),
    row({ kind: 'defend', matter: 'own-case' }),
  ]
  act(() => render(<TodoList rows={rows} caption="待办" />, root))
  const lines = [...root.querySelectorAll('li')].map((li) => li.textContent)
  expect(lines[0]).toContain('10 月 22 日 24:00')
  expect(lines[0]).toContain('审批延期申请')
  expect(lines[0]).toContain('到限未审批的，视为不同意')
  expect(lines[0]).toContain('〔2026〕3号')
  expect(lines[1]).toContain('已过 1 小时 0 分')
  expect(lines[1]).not.toContain('视为')
  expect(lines[2]).toContain('未定时限')
  expect(lines[3]).toContain('审核案件任务报告：初步核实')
  expect(lines[3]).toContain('线字〔2026〕3号')
  expect(lines[4]).toContain('本人案件：可陈述申辩')
  render(null, root)
})

test('a line says who was asked to verify it', () => {
  const root = document.createElement('div')
  const rows = [row({ verifier: 'p-somebody' }), row({ id: '8' })]
  act(() => render(<TodoList rows={rows} caption="待办" />, root))
  const tags = [...root.querySelectorAll('li')].map((li) => li.querySelector('.tag')?.textContent)
  expect(tags[0]).toMatch(/^已指定.+核验$/)
  expect(tags[1]).toBeUndefined()
  render(null, root)
})
