import { beforeEach, expect, test } from 'vitest'
import { visit } from '../src/base/router'
import { me } from '../src/base/session'
import type { Me } from '../src/contract'
import { along, keepTrail } from '../src/parts/trail'
import { removeView, savedViews, saveView, viewOf, views_max } from '../src/parts/views'

const signIn = (person: string) => {
  me.value = { person } as Me
}
beforeEach(() => {
  localStorage.clear()
  sessionStorage.clear()
  document.body.innerHTML = ''
  globalThis.scrollTo = () => {}
  signIn('p1')
})

test('a view is what the address asks, not how one looks', () => {
  const query = new URLSearchParams('theme=dark&township=t6&lang=en&age=4-7&q=')
  expect(viewOf(query)).toBe('age=4-7&township=t6')
})

test('views are kept by name for each account and page, and can be taken away', () => {
  saveView('/tasks', { name: '一组', query: 'group=g1' })
  saveView('/tasks', { name: '一组', query: 'group=g1&view=table' })
  expect(savedViews('/tasks')).toEqual([{ name: '一组', query: 'group=g1&view=table' }])
  expect(savedViews('/log')).toEqual([])
  signIn('p2')
  expect(savedViews('/tasks')).toEqual([])
  signIn('p1')
  expect(removeView('/tasks', '一组')).toEqual([])
})

test('no more than the bound is kept, and what cannot be read is none', () => {
  for (let i = 0; i < views_max + 3; ++i) saveView('/log', { name: String(i), query: '' })
  expect(savedViews('/log')).toHaveLength(views_max)
  localStorage.setItem('dudao.views.p1./log', '{"a":1')
  expect(savedViews('/log')).toEqual([])
})

test('[ and ] go along the rows of the list that one came from, and no further', () => {
  document.body.innerHTML = ['/findings/9', '/tasks/3', '/tasks/1', '/tasks/2']
    .map((at) => `<a data-row href="${at}"></a>`)
    .join('')
  visit('/tasks', 'replace')
  keepTrail('/tasks/1?lang=en')
  visit('/tasks/1', 'replace')
  expect(along(1)).toBe(true)
  expect(location.pathname).toBe('/tasks/2')
  expect(along(1)).toBe(false)
  expect(along(-1) && along(-1)).toBe(true)
  expect(location.pathname).toBe('/tasks/3')
  expect(along(-1)).toBe(false)
})

test('a link that is no row leaves the list as it was', () => {
  keepTrail('/tasks/1')
  visit('/tasks/1', 'replace')
  expect(along(1)).toBe(false)
})
