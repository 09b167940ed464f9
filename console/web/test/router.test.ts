import { beforeEach, expect, test, vi } from 'vitest'
import { find } from '../src/app/routes'
import { ask, go, href, match, setQuery, visit } from '../src/base/router'
import { csvOf, narrowed, question } from '../src/pages/ledger/view'

beforeEach(() => {
  vi.stubGlobal('scrollTo', () => {})
  visit('/', 'replace')
})

test('a pattern takes its pieces by name', () => {
  expect(match('/tasks/:id', '/tasks/12')).toEqual({ id: '12' })
  expect(match('/tasks/:id', '/tasks')).toBeNull()
  expect(match('/tasks', '/tasks')).toEqual({})
})

test('every page of the menu is found, what is not there is not', () => {
  expect(find('/rectifications/7')?.id).toBe('7')
  expect(find('/nowhere')).toBeNull()
})

test('language and theme go along from page to page, filters do not', () => {
  go('/tasks?lang=en&group=g1')
  expect(href('/map')).toBe('/map?lang=en')
})

test('an empty value takes a filter off', () => {
  go('/tasks?group=g1')
  setQuery({ group: '', kind: 'special' })
  expect(ask('group')).toBe('')
  expect(location.search).toBe('?kind=special')
})

test('the ledger asks for open matters, due first, a hundred at a time', () => {
  expect(question(new URLSearchParams())).toBe('state=open&sort=days_left&limit=100')
  expect(question(new URLSearchParams('slip=red&offset=100&bogus=1'))).toBe(
    'slip=red&state=open&sort=days_left&limit=100',
  )
})

test('an export is the same question without pages', () => {
  expect(csvOf(new URLSearchParams('township=t6&offset=100'))).toBe(
    '/api/v1/rectifications?township=t6&state=open&sort=days_left&csv=1',
  )
})

test('open alone does not narrow', () => {
  expect(narrowed(new URLSearchParams('state=open'))).toEqual([])
  expect(narrowed(new URLSearchParams('state=all&q=a'))).toEqual(['state', 'q'])
})
