// What waits for whoever is signed in: the badge beside the menu, on every page.

import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { ProposalRow } from '../contract'
import { touches, useSnapshot } from '../live/snapshot'

/** `mine` wait for the session; `all` is what it sees, its own proposals among it. */
export const waiting = signal({ mine: 0, all: 0 })

export const tallyOf = (rows: ProposalRow[]): { mine: number; all: number } => ({
  mine: rows.filter((row) => row.waits_for_me).length,
  all: rows.length,
})

export const proposalsChange = touches('proposal', 'registry')

/** By the shell. */
export function useWaiting(): void {
  const view = useSnapshot<ProposalRow[]>('/proposals', { concerns: proposalsChange })
  const rows = view.data
  useEffect(() => {
    waiting.value = tallyOf(rows ?? [])
  }, [rows])
}
