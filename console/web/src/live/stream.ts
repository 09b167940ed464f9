// One stream of changes for all pages of all tabs. The tab that leads holds it and tells the others
// what it hears. It resumes where it stood, waits longer after each failure, rests while nobody
// looks, and asks for everything anew when the server says the gap is too wide. A line that died
// without a word says nothing any more: the server ticks every five seconds, so twenty of silence
// are an end, and where another tab led, it does so no longer.

import { signal } from '@preact/signals'
import { base, get } from '../base/api'
import { me, signedOutElsewhere } from '../base/session'
import type { Change, Entry, Tick } from '../contract'
import { hear, hearOf } from './freshness'
import { canLead, hearTabs, lead, leaveTabs, type Told, tellTabs } from './tabs'

type Listener = { change: (change: Change) => void; refetch: () => void }

const feed_max = 30
const waiting_max = 999
const hidden_ms = 60_000
const hidden_alone_ms = 2_000 // where each tab has a stream of its own
const silent_ms = 20_000

export const feed = signal<Entry[]>([])
export const paused = signal(false)
/** Changes that came while paused. */
export const waiting = signal(0)

const listeners = new Set<Listener>()
let source: EventSource | null = null
let since = 0 // where this tab stands
let failures = 0
let timer = 0
let wanted = false
let spoke = 0 // when the stream last said something, or was opened
let leading = false
let leader: { stop: () => void } | null = null // waits to lead, or leads

export function listen(listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Before anything is fetched: what others tell meanwhile is not lost. */
export function followTabs(): void {
  hearTabs(fromLeader)
}

export function startStream(seq: number): void {
  if (wanted) return
  wanted = true
  since = Math.max(since, seq)
  spoke = performance.now()
  follow()
}

export function stopStream(): void {
  wanted = false
  since = 0
  rest()
  leaveTabs()
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

/** Leads, now or once nobody else does. */
function follow(take = false): void {
  if (!wanted || (leader && !take)) return
  if (!canLead()) {
    leading = true
    open()
    return
  }
  leader?.stop()
  const own = lead(
    `dudao.stream.${me.peek()?.person ?? ''}`,
    take,
    () => {
      leading = true
      open()
    },
    () => {
      if (leader !== own) return
      leader = null
      leading = false
      close()
      // Another tab has taken the lead: this one waits for the next turn.
      if (wanted && !document.hidden) follow()
    },
  )
  leader = own
}

/** Gives the stream back, for another tab or for nobody. */
function rest(): void {
  const own = leader
  leader = null
  leading = false
  close()
  own?.stop()
}

const person = (): string => me.peek()?.person ?? ''

function fromLeader(told: Told): void {
  if (told.person !== person()) return
  if (told.type === 'signed_out') {
    signedOutElsewhere()
    return
  }
  if (leading) return
  spoke = performance.now()
  // It stood further on than this tab: something was missed.
  if (wanted && told.from > since) {
    since = told.from
    refetchAll()
  }
  take(told.type, told.data)
}

/** What the stream says, in each tab. */
function take(type: string, data: unknown): void {
  if (type === 'change') change(data as Change)
  if (type === 'tick') tick(data as Tick)
  if (type === 'resync') {
    feed.value = []
    refetchAll()
  }
  if (type === 'upkeep') refetchAll()
}

function change(told: Change): void {
  since = Math.max(since, told.seq)
  hear(told.now)
  hearOf(told.seq)
  if (paused.value) {
    waiting.value = Math.min(waiting.value + 1, waiting_max)
    return
  }
  if (told.feed.length) {
    // A new leader tells again what came before it led.
    const known = new Set(feed.value.map((entry) => entry.index))
    const news = told.feed.filter((entry) => !known.has(entry.index))
    feed.value = [...news.reverse(), ...feed.value].slice(0, feed_max)
  }
  for (const listener of [...listeners]) listener.change(told)
}

function tick(told: Tick): void {
  since = Math.max(since, told.seq)
  hearOf(told.log_seq)
  hear(told.now, told.fresh_ms)
}

function open(): void {
  close()
  const stream = new EventSource(`${base}/events?since=${since}`)
  source = stream
  spoke = performance.now()
  for (const type of ['change', 'tick', 'resync', 'upkeep']) {
    stream.addEventListener(type, (event) => {
      failures = 0
      spoke = performance.now()
      const data: unknown = JSON.parse((event as MessageEvent<string>).data)
      const from = since
      take(type, data)
      tellTabs({ person: person(), type, from, data })
    })
  }
  stream.addEventListener('bye', (event) => {
    const { retry } = JSON.parse((event as MessageEvent<string>).data) as { retry: number }
    again(retry)
  })
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
  timer = window.setTimeout(() => wanted && leading && open(), after_ms)
}

function close(): void {
  window.clearTimeout(timer)
  source?.close()
  source = null
}

let hiding = 0

document.addEventListener('visibilitychange', () => {
  if (!wanted) return
  window.clearTimeout(hiding)
  if (document.hidden) {
    hiding = window.setTimeout(rest, canLead() ? hidden_ms : hidden_alone_ms)
  } else {
    spoke = performance.now()
    if (!leading) follow()
  }
})

window.addEventListener('online', () => wanted && leading && !document.hidden && open())

window.setInterval(() => {
  if (!wanted || performance.now() - spoke <= silent_ms) return
  if (leading) {
    if (source) again(0)
  } else if (!document.hidden) {
    spoke = performance.now()
    follow(true)
  }
}, 5000)
