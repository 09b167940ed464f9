// The files that the writers of forms have picked, by form: they live as long as the page.

import type { Signal } from '@preact/signals'

export interface Picked {
  key: string // of its command: a repeat announces it once
  file: File
  hash: string // empty before it was read
  have: number
  state: 'picked' | 'reading' | 'sending' | 'stored' | 'failed'
}

export const byForm = new Map<string, Signal<Picked[]>>()

/** A reload would lose them. */
export const holdsFiles = (): boolean =>
  [...byForm.values()].some((files) => files.peek().length > 0)
