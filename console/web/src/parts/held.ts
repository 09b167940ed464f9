// The files that the writers of forms have picked, by form: they live as long as the page.

import type { Signal } from '@preact/signals'
import type { Picked } from './files'

export const byForm = new Map<string, Signal<Picked[]>>()

/** A reload would lose them. */
export const holdsFiles = (): boolean =>
  [...byForm.values()].some((files) => files.peek().length > 0)
