import { render } from 'preact'
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Change } from '../src/contract'
import { useSnapshot } from '../src/live/snapshot'
import { stopStream } from '../src/live/stream'
import { aChange } from './support'

const root = document.createElement('div')

/** The stream of the page, spoken to by the test. */
class Stream extends EventTarget {
  static last: Stream
  static CLOSED = 2
  readyState = 1
  onerror = () => {}
  constructor() {
    super()
    Stream.last = this
  }
  close() {}
  say(change: Change) {
    this.dispatchEvent(new MessageEvent('change', { data: JSON.stringify(change) }))
  }
}

const answers: ((said: Response | Error) => void)[] = []
const asked: (string | undefined)[] = [] // X-Dudao-Live of each
const settle = () => vi.advanceTimersByTimeAsync(0)
const snapshotAt = (seq: number, data: number[]) =>
  new Response(JSON.stringify({ seq, now: 1, data }))

beforeEach(() => {
  vi.useFakeTimers()
  answers.length = 0
  asked.length = 0
  vi.stubGlobal('EventSource', Stream)
  vi.stubGlobal(
    'fetch',
    (_: string, init: { headers: Record<string, string> }) =>
      new Promise((resolve, reject) => {
        asked.push(init.headers['X-Dudao-Live'])
        answers.push((said) => (said instanceof Error ? reject(said) : resolve(said)))
      }),
  )
})
afterEach(() => {
  render(null, root)
  stopStream()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})
afterAll(() => new Promise((resolve) => setTimeout(resolve, 150)))

/** Shows the numbers of its changes: each adds its own to those of the snapshot. */
function Page({ merges }: { merges: boolean }) {
  const { data, error } = useSnapshot<number[]>('/numbers', {
    apply: (seen, change) => (merges ? [...seen, change.seq] : null),
  })
  return <p>{error ? 'error' : data ? data.join(' ') : 'nothing'}</p>
}

const shown = () => root.textContent
async function open(merges = true) {
  render(<Page merges={merges} />, root)
  await vi.advanceTimersByTimeAsync(50) // effects run after a paint, or a while
}

test('a server that is away is asked again until it answers', async () => {
  await open()
  answers.shift()!(new Error('no network'))
  await settle()
  expect(shown()).toBe('error')
  await vi.advanceTimersByTimeAsync(1000)
  answers.shift()!(new Response('{"why":"busy","what":"忙","mend":"稍候"}', { status: 503 }))
  await settle()
  await vi.advanceTimersByTimeAsync(2000)
  answers.shift()!(snapshotAt(5, [5]))
  await settle()
  expect(shown()).toBe('5')
})

test('a change that comes while an answer is awaited is not lost', async () => {
  await open()
  answers.shift()!(snapshotAt(5, [5]))
  await settle()
  Stream.last.dispatchEvent(new MessageEvent('resync', { data: '{}' }))
  await settle()
  Stream.last.say(aChange({ seq: 6 }))
  Stream.last.say(aChange({ seq: 7 }))
  answers.shift()!(snapshotAt(6, [5, 6]))
  await settle()
  expect(shown()).toBe('5 6 7')
})

test('questions that come faster than answers do not starve the page', async () => {
  await open(false)
  answers.shift()!(snapshotAt(5, [5]))
  await settle()
  for (let seq = 6; seq < 12; ++seq) {
    Stream.last.say(aChange({ seq }))
    await vi.advanceTimersByTimeAsync(2000)
  }
  expect(answers).toHaveLength(1)
  answers.shift()!(snapshotAt(11, [11]))
  await settle()
  expect(shown()).toBe('11')
})

test('a server that never answers is given up after a minute and asked again', async () => {
  const signals: AbortSignal[] = []
  vi.stubGlobal('fetch', (_: string, { signal }: { signal: AbortSignal }) => {
    signals.push(signal)
    return new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error())))
  })
  await open()
  await vi.advanceTimersByTimeAsync(62_000)
  expect(signals.map((signal) => signal.aborted)).toEqual([true, false])
})

test('what the page fetches by itself says so, and keeps no session alive', async () => {
  await open()
  answers.shift()!(snapshotAt(5, [5]))
  await settle()
  Stream.last.dispatchEvent(new MessageEvent('resync', { data: '{}' }))
  await settle()
  expect(asked).toEqual([undefined, '1'])
})
