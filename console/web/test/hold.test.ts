import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { held, hold, hold_ms, sendHeld, sendLeftOver, signOut, undo } from '../src/parts/hold'

const what = (key: string) => ({
  person: 'p-officer',
  name: 'rectification.return',
  key,
  args: { rectification: '7' },
  says: '退回',
})

let sent: string[] = []
let status = 200

beforeEach(() => {
  vi.useFakeTimers()
  sent = []
  status = 200
  sessionStorage.clear()
  vi.stubGlobal('fetch', async (_url: string, init: { body: string }) => {
    sent.push(JSON.parse(init.body).key ?? 'signed out')
    const body = status === 200 ? { seq: 1, id: '', number: '', proposal: '' } : { what: 'no' }
    return Response.json(body, { status })
  })
})
afterEach(() => {
  undo()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('what is held goes after ten seconds, and not when it is undone', async () => {
  await hold(what('A'), () => {})
  await vi.advanceTimersByTimeAsync(hold_ms - 1)
  expect(sent).toEqual([])
  await vi.advanceTimersByTimeAsync(1)
  expect(sent).toEqual(['A'])
  expect(held.value).toBeNull()
  await hold(what('B'), () => {})
  undo()
  await vi.advanceTimersByTimeAsync(hold_ms * 2)
  expect(sent).toEqual(['A'])
  expect(sessionStorage.length).toBe(0)
})

test('another deed sends the one before it at once', async () => {
  await hold(what('A'), () => {})
  await hold(what('B'), () => {})
  expect(sent).toEqual(['A'])
  expect(held.value?.key).toBe('B')
})

test('leaving the page sends it', async () => {
  await hold(what('A'), () => {})
  window.dispatchEvent(new Event('pagehide'))
  await vi.advanceTimersByTimeAsync(0)
  expect(sent).toEqual(['A'])
})

test('who signs out has said it before', async () => {
  await hold(what('A'), () => {})
  await signOut()
  expect(sent).toEqual(['A', 'signed out'])
})

test('without an answer it stays, and goes first of all after a reload, for the same person', async () => {
  status = 503
  await hold(what('A'), () => {})
  await sendHeld()
  expect(sent).toEqual(['A'])
  status = 200
  await sendLeftOver('p-other', () => {})
  expect(sent).toEqual(['A'])
  await sendLeftOver('p-officer', () => {})
  expect(sent).toEqual(['A', 'A'])
  await sendLeftOver('p-officer', () => {})
  expect(sent).toEqual(['A', 'A'])
})

test('what the server refused is not sent again', async () => {
  status = 409
  await hold(what('A'), () => {})
  await sendHeld()
  await sendLeftOver('p-officer', () => {})
  expect(sent).toEqual(['A'])
})
