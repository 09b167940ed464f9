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
  from: string // where the first page ended when these were fetched
  rows: T[]
  next: string
  pages: number // how many of them
}

/**
 * `first`: the rows of the view; `next`: where its page ended. When the view is fetched anew its page
 * may end elsewhere: what lay behind it is then fetched again, so that no row falls between.
 * `kind`: of the rows that changes bring; null where they bring none.
 */
export function usePages<T extends Row>(
  path: string,
  view: View<unknown>,
  first: T[],
  kind: Parameters<typeof merge>[2] | null,
  rowsOf: (data: never) => T[],
): Pages<T> {
  const nothing: Behind<T> = { path, from: view.next, rows: [], next: view.next, pages: 0 }
  const behind = useSignal<Behind<T>>(nothing)
  const asking = useSignal(false)
  const own = behind.value.path === path && behind.value.pages > 0 ? behind.value : nothing

  useEffect(
    () =>
      listen({
        refetch: () => {},
        change: (change: Change) => {
          if (kind === null) return
          const merged = merge<T>(behind.value.rows, change, kind)
          if (merged.changed.length || merged.rows.length !== behind.value.rows.length) {
            behind.value = { ...behind.value, rows: merged.rows }
          }
        },
      }),
    [],
  )

  /** So many pages behind `start`. */
  const walk = async (start: Behind<T>, pages: number) => {
    if (asking.value) return
    asking.value = true
    try {
      let at = start
      for (let i = 0; i < pages && at.next !== ''; i++) {
        const join = path.includes('?') ? '&' : '?'
        const answer = await snapshot<never>(`${path}${join}after=${encodeURIComponent(at.next)}`)
        const again = (answer.again ?? []) as unknown as T[]
        at = {
          ...at,
          rows: once(again, at.rows, rowsOf(answer.data)),
          next: answer.next ?? '',
          pages: at.pages + 1,
        }
      }
      behind.value = at
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      // The list has become another one: it begins anew.
      if (error.status === 400) {
        behind.value = nothing
        view.reload()
      } else {
        behind.value = { ...behind.value, from: view.next } // what is there stays; not asked again
      }
      toast(error.problem.what, true)
    } finally {
      asking.value = false
    }
  }

  useEffect(() => {
    if (own.pages > 0 && own.from !== view.next) walk(nothing, own.pages)
  }, [view.next, asking.value])

  return {
    rows: once(first, own.rows),
    left: own.next !== '',
    more: () => {
      walk(own, 1)
    },
  }
}
