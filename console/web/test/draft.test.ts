// What was typed outlives leaving and coming back, and nothing of it outlives signing out.
import { beforeEach, expect, test } from 'vitest'
import { dropDrafts, dropDraftsOfOthers, keepDraft, openDraft } from '../src/parts/draft'

beforeEach(() => sessionStorage.clear())

test('a form has its text again, and each form its own', () => {
  dropDraftsOfOthers('p-1')
  keepDraft('rectification.return:7', { key: 'K', values: { gaps: '缺照片' } })
  expect(openDraft('rectification.return:7').values).toEqual({ gaps: '缺照片' })
  expect(openDraft('rectification.return:8').values).toEqual({})
  expect(openDraft('rectification.verify:7').values).toEqual({})
})

test('the same person finds it after a new login, another one does not', () => {
  dropDraftsOfOthers('p-1')
  keepDraft('a:1', { key: 'K', values: { note: '未写完' } })
  dropDraftsOfOthers('p-1')
  expect(openDraft('a:1').values).toEqual({ note: '未写完' })
  dropDraftsOfOthers('p-2')
  expect(openDraft('a:1').values).toEqual({})
  expect(JSON.stringify({ ...sessionStorage })).not.toContain('未写完')
})

test('nothing is left after signing out', () => {
  dropDraftsOfOthers('p-1')
  keepDraft('a:1', { key: 'K', values: { note: '未写完' } })
  dropDrafts()
  expect(Object.keys(sessionStorage)).toEqual([])
})
