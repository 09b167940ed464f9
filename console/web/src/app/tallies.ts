// The small numbers beside the menu. Taken from the pages' own snapshots; a session that may not
// see a number has none.

import { signal } from '@preact/signals'
import { snapshot } from '../base/api'
import type { Ledger, Overview, TaskRow } from '../contract'
import { listen } from '../live/stream'
import { sum } from '../parts/counts'

interface Tallies {
  tasks?: number
  ledger?: number
  overdue?: number
  cases?: number
}

export const tallies = signal<Tallies>({})

const every_ms = 30_000

async function one<T>(path: string): Promise<T | null> {
  try {
    return (await snapshot<T>(path, 'page')).data
  } catch {
    return null
  }
}

async function fetchTallies(): Promise<void> {
  const [overview, tasks] = await Promise.all([
    one<Overview>('/overview'),
    one<TaskRow[]>('/tasks?days=30'),
  ])
  const ledger = overview ? null : await one<Ledger>('/rectifications?state=open&limit=1')
  const open = tasks?.filter((row) =>
    ['released', 'accepted', 'on_site', 'reported'].includes(row.state),
  )
  tallies.value = {
    tasks: open?.length,
    ledger: overview?.open_rectifications ?? ledger?.total,
    overdue: overview ? sum(overview.overdue_by_slip) : undefined,
    cases: overview?.leads ?? undefined,
  }
}

let last = 0

export function startTallies(): void {
  const now = () => {
    last = performance.now()
    fetchTallies()
  }
  now()
  listen({
    refetch: now,
    change: () => {
      if (performance.now() - last > every_ms) now()
    },
  })
}
