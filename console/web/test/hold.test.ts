import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Refusal } from '../src/base/api'
import { held, hold, hold_ms, sendHeld, sendLeftOver, signOut, undo } from '../src/parts/hold'

const what = (key: string) => ({
  person: 'p-officer',
  name: 'rectification.return',
  deeds: [{ key, args: { rectification: '7' } }],
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
  expect(held.value?.deeds[0]?.key).toBe('B')
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

const several = (...keys: string[]) => ({
  ...what(''),
  name: 'rectification.assign',
  deeds: keys.map((key) => ({ key, args: { rectification: key } })),
})

test('several deeds wait together, go one after the other, and each has its answer', async () => {
  let answers: unknown[] = []
  await hold(several('A', 'B', 'C'), (all) => {
    answers = all
  })
  vi.stubGlobal('fetch', async (_url: string, init: { body: string }) => {
    const { key } = JSON.parse(init.body)
    sent.push(key)
    const refused = key === 'B'
    const body = refused ? { what: 'no' } : { seq: 1, id: '', number: '', proposal: '' }
    return Response.json(body, { status: refused ? 400 : 200 })
  })
  await vi.advanceTimersByTimeAsync(hold_ms)
  expect(sent).toEqual(['A', 'B', 'C'])
  expect(answers.map((each) => each instanceof Refusal)).toEqual([false, true, false])
  expect(sessionStorage.length).toBe(0)
})

test('of several, undone is all, and what had no answer alone goes again after a reload', async () => {
  await hold(several('A', 'B'), () => {})
  undo()
  await vi.advanceTimersByTimeAsync(hold_ms * 2)
  expect(sent).toEqual([])
  await hold(several('C', 'D'), () => {})
  vi.stubGlobal('fetch', async (_url: string, init: { body: string }) => {
    const { key } = JSON.parse(init.body)
    sent.push(key)
    if (key === 'D' && sent.length === 2) return Response.json({ what: 'busy' }, { status: 503 })
    return Response.json({ seq: 1, id: '', number: '', proposal: '' })
  })
  await sendHeld()
  await sendLeftOver('p-officer', () => {})
  expect(sent).toEqual(['C', 'D', 'D'])
  expect(sessionStorage.length).toBe(0)
})

test('a page that is left amid several sends the rest at once', async () => {
  const open: (() => void)[] = []
  vi.stubGlobal('fetch', (_url: string, init: { body: string }) => {
    sent.push(JSON.parse(init.body).key)
    return new Promise((answer) => {
      open.push(() => answer(Response.json({ seq: 1, id: '', number: '', proposal: '' })))
    })
  })
  await hold(several('A', 'B', 'C'), () => {})
  await vi.advanceTimersByTimeAsync(hold_ms)
  expect(sent).toEqual(['A'])
  window.dispatchEvent(new Event('pagehide'))
  await vi.advanceTimersByTimeAsync(0)
  expect(sent).toEqual(['A', 'A', 'B', 'C'])
})
