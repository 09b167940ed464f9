// How old what is shown may be. Time that is not known to be right does not run: once the record
// has not been heard for half a minute, every countdown freezes and says so.

import { computed, signal } from '@preact/signals'
import type { Moment } from '../contract'

export type Freshness = 'live' | 'late' | 'cut'

export const live_ms = 10_000
export const late_ms = 30_000

export function freshnessOf(age: number): Freshness {
  if (age < live_ms) return 'live'
  return age < late_ms ? 'late' : 'cut'
}

const steady = () => performance.now()

/** What the server said last: its clock, and how old its own hearing of the record was. */
const heard = signal({ at: steady(), now: Date.now(), fresh_ms: 0, any: false })
const beat = signal(steady())

/** How far the record has gone, of all that was heard of it. */
export const logSeq = signal(0)

export function hearOf(seq: number): void {
  logSeq.value = Math.max(logSeq.peek(), seq)
}

export function hear(now: Moment, fresh_ms = 0): void {
  const at = steady()
  heard.value = { at, now, fresh_ms, any: true }
  beat.value = at
}

/** A snapshot also tells the time, before the stream has said anything. */
export function hearSnapshot(now: Moment): void {
  if (!heard.value.any || now > heard.value.now) hear(now)
}

export const age = computed(() => Math.max(0, beat.value - heard.value.at) + heard.value.fresh_ms)
export const freshness = computed<Freshness>(() => freshnessOf(age.value))

/** What the line to the server is called. Before its first word there is no time to speak of. */
export type Line = Freshness | 'connecting' | 'away'

export function lineOf(age: number, heard: boolean): Line {
  const state = freshnessOf(age)
  if (heard) return state
  return state === 'cut' ? 'away' : 'connecting'
}

export const line = computed<Line>(() => lineOf(age.value, heard.value.any))

/** The server's clock; it stands when the record is cut. */
export const now = computed<Moment>(() => {
  const passed = Math.min(Math.max(0, beat.value - heard.value.at), late_ms)
  return heard.value.now + Math.floor(passed / 1000) * 1000
})
/** The time of day, which goes on while data stands: for a clock on the wall, never for a deadline. */
export const timeOfDay = computed<Moment>(
  () => heard.value.now + Math.floor(Math.max(0, beat.value - heard.value.at) / 1000) * 1000,
)
/** The moment of the newest data: what 截至 says. */
export const asOf = computed<Moment>(() => heard.value.now)

export const minute = computed<Moment>(() => Math.floor(now.value / 60_000) * 60_000)

setInterval(() => {
  beat.value = steady()
}, 1000)
