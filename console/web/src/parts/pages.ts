// A list that comes in pages: the first is a snapshot kept up by changes, the others follow it by
// the server's cursor. Rows are kept by their id: one that moved meanwhile stands once, as it is now.

import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Refusal, snapshot } from '../base/api'
import type { Change } from '../contract'
import { merge, type Row } from '../live/merge'
import type { View } from '../live/snapshot'
import { listen } from '../live/stream'
import { toast } from './toast'

export interface Pages<T extends Row> {
  rows: T[]
  left: boolean // there is more
  more: () => void
}

/** Of two rows of one id the first is kept: what was fetched anew stands before what was there. */
export function once<T extends Row>(...lists: T[][]): T[] {
  const byId = new Map<string, T>()
  for (const row of lists.flat()) if (!byId.has(row.id)) byId.set(row.id, row)
  return [...byId.values()]
}

interface Behind<T> {
  path: string
  rows: T[]
  next: string | null // null: that of the first page
}

/** `first`: the rows of the view; `next`: where its page ended. */
export function usePages<T extends Row>(
  path: string,
  view: View<unknown>,
  first: T[],
  kind: Parameters<typeof merge>[2],
  rowsOf: (data: never) => T[],
): Pages<T> {
  const behind = useSignal<Behind<T>>({ path, rows: [], next: null })
  const asking = useSignal(false)
  const own = behind.value.path === path ? behind.value : { path, rows: [], next: null }
  const next = own.next ?? view.next

  useEffect(
    () =>
      listen({
        refetch: () => {},
        change: (change: Change) => {
          const merged = merge<T>(behind.value.rows, change, kind)
          if (merged.changed.length || merged.rows.length !== behind.value.rows.length) {
            behind.value = { ...behind.value, rows: merged.rows }
          }
        },
      }),
    [],
  )

  const more = async () => {
    if (asking.value || next === '') return
    asking.value = true
    try {
      const join = path.includes('?') ? '&' : '?'
      const answer = await snapshot<never>(`${path}${join}after=${encodeURIComponent(next)}`)
      const again = (answer.again ?? []) as unknown as T[]
      behind.value = {
        path,
        rows: once(again, own.rows, rowsOf(answer.data)),
        next: answer.next ?? '',
      }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      // The list has become another one: it begins anew.
      if (error.status === 400) {
        behind.value = { path, rows: [], next: null }
        view.reload()
      }
      toast(error.problem.what, true)
    } finally {
      asking.value = false
    }
  }
  return { rows: once(first, own.rows), left: next !== '', more }
}
