// The tabs of one browser: one of them holds the stream, the others hear it from there; what was
// missed is fetched; a leader that falls silent is replaced.
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { aChange } from './support'

/** One machine of locks for all tabs, as a browser has. */
class Locks {
  holder: { end: (error?: Error) => void } | null = null
  queue: (() => void)[] = []
  request(
    _: string,
    options: { steal?: boolean; signal?: AbortSignal },
    hold: () => Promise<void>,
  ) {
    return new Promise<void>((resolve, reject) => {
      const take = () => {
        const own = {
          end: (error?: Error) => {
            if (this.holder === own) this.holder = null
            if (error) reject(error)
            else resolve()
            if (!error && !this.holder) this.queue.shift()?.()
          },
        }
        this.holder = own
        hold().then(() => own.end())
      }
      if (options.steal) {
        this.holder?.end(new Error('AbortError'))
        take()
      } else if (this.holder) {
        this.queue.push(take)
        options.signal?.addEventListener('abort', () => {
          this.queue = this.queue.filter((each) => each !== take)
          reject(new Error('AbortError'))
        })
      } else {
        take()
      }
    })
  }
}

class Channel {
  static all: Channel[] = []
  onmessage: (event: { data: unknown }) => void = () => {}
  constructor() {
    Channel.all.push(this)
  }
  postMessage(data: unknown) {
    for (const other of Channel.all) if (other !== this) other.onmessage({ data })
  }
  close() {
    Channel.all = Channel.all.filter((other) => other !== this)
  }
}

class Stream extends EventTarget {
  static open: Stream[] = []
  static CLOSED = 2
  readyState = 1
  onerror = () => {}
  constructor(readonly url: string) {
    super()
    Stream.open.push(this)
  }
  close() {
    Stream.open = Stream.open.filter((other) => other !== this)
  }
  say(type: string, data: object) {
    this.dispatchEvent(new MessageEvent(type, { data: JSON.stringify(data) }))
  }
}

type Tab = typeof import('../src/live/stream') & { heard: number[]; refetched: number }

/** A tab is the same modules once more. */
async function tab(seq: number, person = 'p-1'): Promise<Tab> {
  vi.resetModules()
  const session = await import('../src/base/session')
  session.me.value = { person } as never
  const stream = await import('../src/live/stream')
  const own = { ...stream, heard: [] as number[], refetched: 0 }
  stream.listen({ change: (c) => own.heard.push(c.seq), refetch: () => own.refetched++ })
  stream.followTabs()
  stream.startStream(seq)
  await vi.advanceTimersByTimeAsync(0)
  return own
}

beforeEach(() => {
  vi.useFakeTimers()
  Stream.open = []
  Channel.all = []
  vi.stubGlobal('EventSource', Stream)
  vi.stubGlobal('BroadcastChannel', Channel)
  vi.stubGlobal('navigator', { locks: new Locks(), language: 'zh' })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('eight tabs have one stream, and each hears what it says', async () => {
  const tabs: Tab[] = []
  for (let i = 0; i < 8; ++i) tabs.push(await tab(5))
  expect(Stream.open).toHaveLength(1)
  Stream.open[0]!.say('change', aChange({ seq: 6 }))
  for (const each of tabs) expect(each.heard).toEqual([6])
})

test('another one leads when the first is gone, from where it stood', async () => {
  const first = await tab(5)
  const second = await tab(5)
  Stream.open[0]!.say('change', aChange({ seq: 9 }))
  first.stopStream()
  await vi.advanceTimersByTimeAsync(0)
  expect(Stream.open).toHaveLength(1)
  expect(Stream.open[0]!.url).toContain('since=9')
  Stream.open[0]!.say('change', aChange({ seq: 10 }))
  expect(second.heard).toEqual([9, 10])
  expect(first.heard).toEqual([9])
})

test('a tab that has missed something fetches anew', async () => {
  await tab(5)
  Stream.open[0]!.say('tick', { seq: 20, now: 1, log_seq: 20, fresh_ms: 0 })
  const late = await tab(12) // its snapshot is older than where the leader stands
  Stream.open[0]!.say('change', aChange({ seq: 21 }))
  expect(late.refetched).toBe(1)
  expect(late.heard).toEqual([21])
  Stream.open[0]!.say('change', aChange({ seq: 22 }))
  expect(late.refetched).toBe(1)
})

test('a leader that says nothing any more is replaced', async () => {
  await tab(5)
  await tab(5)
  const silent = Stream.open[0]!
  await vi.advanceTimersByTimeAsync(30_000)
  expect(Stream.open.length).toBe(1)
  expect(Stream.open[0]).not.toBe(silent)
})

test('somebody else in the next tab hears nothing of it', async () => {
  await tab(5)
  const other = await tab(5, 'p-2')
  Stream.open[0]!.say('change', aChange({ seq: 6 }))
  expect(other.heard).toEqual([])
})
