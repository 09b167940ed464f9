// How a change meets what a page shows. Pure, so that it can be tested: rows are replaced where
// they stand, nothing moves under a reader's eyes, what is new waits to be asked for, and what the
// session may no longer see goes at once.

import type { Change } from '../contract'

export interface Row {
  id: string
}

export interface Merged<T extends Row> {
  rows: T[]
  changed: string[] // ids of rows that were replaced
  fresh: T[] // rows that are not on the page yet
}

type Kind = 'tasks' | 'findings' | 'rectifications' | 'demands' | 'cases'

const matters: Record<Kind, string> = {
  tasks: 'task',
  findings: 'finding',
  rectifications: 'rectification',
  demands: 'demand',
  cases: 'case',
}

export function merge<T extends Row>(rows: T[], change: Change, kind: Kind): Merged<T> {
  const incoming = new Map(((change[kind] ?? []) as unknown as T[]).map((row) => [row.id, row]))
  const gone = new Set(change.gone ?? [])
  const changed: string[] = []
  const out: T[] = []
  for (const row of rows) {
    if (gone.has(`${matters[kind]}:${row.id}`)) continue
    const next = incoming.get(row.id)
    if (next) {
      incoming.delete(row.id)
      changed.push(row.id)
    }
    out.push(next ?? row)
  }
  return { rows: out, changed, fresh: [...incoming.values()] }
}

/** Whether a change is about this matter, such as task:12: then its page is fetched again. */
export function concerns(change: Change, kind: Kind, id: string): boolean {
  if (change.gone?.includes(`${matters[kind]}:${id}`)) return true
  return (change[kind] as Row[] | undefined)?.some((row) => row.id === id) ?? false
}

/** Only what the page has not seen: the stream may start before a later snapshot. */
export const newer = (change: Change, seq: number): boolean => change.seq > seq
