// What a page shows: a snapshot of the server, kept up by changes. `apply` merges a change by
// itself; where it cannot, the snapshot is fetched again, at most once in two seconds. A server that
// is away is asked again until it answers.

import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { type Asker, Refusal, snapshot } from '../base/api'
import type { Change } from '../contract'
import { hearOf, hearSnapshot } from './freshness'
import { newer } from './merge'
import { listen, startStream } from './stream'

export interface View<T> {
  data: T | null
  next: string // of a list: where its next page begins; empty: there is none
  error: Refusal | null
  loading: boolean // nothing is there yet
  reload: () => void
}

interface Options<T> {
  /** The new data, or null when only the server can tell. */
  apply?: (data: T, change: Change) => T | null
  /** Whether a change matters to this page at all. */
  concerns?: (change: Change) => boolean
}

interface State<T> {
  path: string
  data: T | null
  next: string
  error: Refusal | null
}

const refetch_ms = 2000
const retry_ms_max = 30_000

const page = (path: string): string => path.split('?')[0]!

export function useSnapshot<T>(path: string | null, options: Options<T> = {}): View<T> {
  const state = useSignal<State<T>>({ path: '', data: null, next: '', error: null })
  const opts = useRef(options)
  opts.current = options
  const reload = useRef<() => void>(() => {})

  useEffect(() => {
    if (path === null) return
    let alive = true
    let seq = 0
    let timer = 0
    let last = 0
    let asking = false
    let again = false // asked for while an answer was awaited
    let failures = 0
    let meanwhile: Change[] = [] // came while an answer was awaited, which may not know of them
    const fetchNow = async (asker: Asker = 'page') => {
      window.clearTimeout(timer)
      timer = 0
      if (asking) {
        again = true
        return
      }
      asking = true
      again = false
      last = performance.now()
      meanwhile = []
      try {
        const answer = await snapshot<T>(path, asker)
        if (!alive) return
        asking = false
        seq = answer.seq
        failures = 0
        hearSnapshot(answer.now)
        hearOf(answer.seq)
        startStream(answer.seq)
        state.value = { path, data: answer.data, next: answer.next ?? '', error: null }
        for (const change of meanwhile) take(change)
      } catch (error) {
        asking = false
        if (!alive) return
        if (!(error instanceof Refusal)) throw error
        // What was seen stays in sight when the server is away; what may not be seen goes.
        const keep = error.status === 0 || error.status >= 500
        const kept = keep && state.value.path === path ? state.value.data : null
        state.value = { path, data: kept, next: state.value.next, error: kept ? null : error }
        if (keep) after(Math.min(retry_ms_max, 1000 * 2 ** failures++))
      }
      if (again) soon()
    }
    const after = (wait: number) => {
      if (timer === 0) timer = window.setTimeout(() => fetchNow(), wait)
    }
    const soon = () => after(Math.max(0, refetch_ms - (performance.now() - last)))
    const take = (change: Change) => {
      if (!newer(change, seq) || state.value.data === null) return
      if (opts.current.concerns && !opts.current.concerns(change)) return
      const next = opts.current.apply?.(state.value.data, change) ?? null
      if (next !== null) state.value = { ...state.value, path, data: next, error: null }
      else soon()
    }
    const back = () => {
      if (failures > 0) fetchNow()
    }
    reload.current = () => fetchNow('person')
    fetchNow('person')
    window.addEventListener('online', back)
    const stop = listen({
      refetch: () => fetchNow(),
      change: (change) => {
        if (asking) meanwhile.push(change)
        take(change)
      },
    })
    return () => {
      alive = false
      window.clearTimeout(timer)
      window.removeEventListener('online', back)
      stop()
    }
  }, [path])

  // Another filter of the same page keeps what is seen until the answer is there.
  const mine = path !== null && page(state.value.path) === page(path)
  return {
    data: mine ? state.value.data : null,
    next: mine ? state.value.next : '',
    error: mine ? state.value.error : null,
    loading: path !== null && !(mine && (state.value.data || state.value.error)),
    reload: () => reload.current(),
  }
}

/** A change in any of these kinds. */
export const touches =
  (...kinds: string[]) =>
  (change: Change): boolean =>
    change.touched.some((kind) => kinds.includes(kind)) || (change.gone?.length ?? 0) > 0
