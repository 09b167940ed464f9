// The small numbers beside the menu, as the overview counts them; a session that may not know one
// has none.

import { signal } from '@preact/signals'
import { snapshot } from '../base/api'
import { path } from '../base/router'
import type { Overview } from '../contract'
import { listen } from '../live/stream'

interface Tallies {
  tasks?: number
  ledger?: number
  cases?: number
}

export const tallies = signal<Tallies>({})

const every_ms = 10_000
const first_ms = 300 // by then it is known which page is shown

async function one<T>(path: string): Promise<T | null> {
  try {
    return (await snapshot<T>(path, 'page')).data
  } catch {
    return null
  }
}

/** Also by the page of the overview, so that the menu beside it never says another number. */
export function showTallies(figures: Overview['figures'] | undefined): void {
  tallies.value = {
    tasks: figures?.tasks_open ?? undefined,
    ledger: figures?.open ?? undefined,
    cases: figures?.leads ?? undefined,
  }
}

const fetchTallies = async () => showTallies((await one<Overview>('/overview'))?.figures)

let last = 0

export function startTallies(): void {
  const now = () => {
    last = performance.now()
    // The overview tells them itself, of its own answer.
    if (path.peek() !== '/overview') fetchTallies()
  }
  window.setTimeout(now, first_ms)
  listen({
    refetch: now,
    change: () => {
      if (performance.now() - last > every_ms) now()
    },
  })
}
