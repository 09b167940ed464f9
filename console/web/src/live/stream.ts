// One stream of changes for all pages. It resumes where it stood, waits longer after each failure,
// rests while nobody looks, and asks for everything anew when the server says the gap is too wide.
// A line that died without a word says nothing any more: the server ticks every five seconds, so
// twenty of silence are an end.

import { signal } from '@preact/signals'
import { base, get } from '../base/api'
import type { Change, Entry, Tick } from '../contract'
import { hear, logSeq } from './freshness'

type Listener = { change: (change: Change) => void; refetch: () => void }

const feed_max = 30
const waiting_max = 999
const hidden_ms = 60_000
const silent_ms = 20_000

export const feed = signal<Entry[]>([])
export const paused = signal(false)
/** Changes that came while paused. */
export const waiting = signal(0)

const listeners = new Set<Listener>()
let source: EventSource | null = null
let since = 0
let failures = 0
let timer = 0
let wanted = false
let spoke = 0 // when the stream last said something, or was opened

export function listen(listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function startStream(seq: number): void {
  since = Math.max(since, seq)
  if (wanted) return
  wanted = true
  open()
}

export function stopStream(): void {
  wanted = false
  since = 0
  close()
  feed.value = []
}

export function togglePause(): void {
  paused.value = !paused.value
  if (!paused.value && waiting.value > 0) {
    waiting.value = 0
    refetchAll()
  }
}

function refetchAll(): void {
  for (const listener of [...listeners]) listener.refetch()
}

function open(): void {
  close()
  const stream = new EventSource(`${base}/events?since=${since}`)
  source = stream
  spoke = performance.now()
  const on = <T>(type: string, f: (data: T) => void) =>
    stream.addEventListener(type, (event) => {
      spoke = performance.now()
      f(JSON.parse((event as MessageEvent<string>).data))
    })

  on<Change>('change', (change) => {
    failures = 0
    since = Math.max(since, change.seq)
    hear(change.now)
    if (paused.value) {
      waiting.value = Math.min(waiting.value + 1, waiting_max)
      return
    }
    if (change.feed.length) {
      feed.value = [...[...change.feed].reverse(), ...feed.value].slice(0, feed_max)
    }
    for (const listener of [...listeners]) listener.change(change)
  })
  on<Tick>('tick', (tick) => {
    failures = 0
    since = Math.max(since, tick.seq)
    logSeq.value = tick.log_seq
    hear(tick.now, tick.fresh_ms)
  })
  on<object>('resync', () => {
    feed.value = []
    refetchAll()
  })
  on<{ retry: number }>('bye', ({ retry }) => again(retry))
  stream.onerror = () => {
    // While CONNECTING the browser comes back by itself and says where it stood.
    if (stream.readyState !== EventSource.CLOSED) return
    again(backoff())
    // Why it was refused a stream is not told: where the session is over, this leads to the login page.
    get('/me', 'page').catch(() => {})
  }
}

function backoff(): number {
  failures = Math.min(failures + 1, 6)
  return 500 * 2 ** failures * (0.5 + Math.random())
}

function again(after_ms: number): void {
  close()
  timer = window.setTimeout(() => wanted && open(), after_ms)
}

function close(): void {
  window.clearTimeout(timer)
  source?.close()
  source = null
}

// A browser has six connections to a server; a page that nobody sees gives its own back.
document.addEventListener('visibilitychange', () => {
  if (!wanted) return
  if (document.hidden) timer = window.setTimeout(close, hidden_ms)
  else if (!source) open()
  else window.clearTimeout(timer)
})

window.addEventListener('online', () => wanted && !document.hidden && open())

window.setInterval(() => {
  if (source && performance.now() - spoke > silent_ms) again(0)
}, 5000)
