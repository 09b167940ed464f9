// The device's time on the phone: its last word and what has passed since. A phone's own clock may
// be wrong; limits are the office's.

import { signal } from '@preact/signals'
import type { Moment } from '../contract'

let ahead = 0 // of this phone's clock

export const now = signal<Moment>(Date.now())

export function hearTime(of_device: Moment): number {
  setAhead(of_device - Date.now())
  return ahead
}

export function setAhead(ms: number): void {
  ahead = ms
  now.value = moment()
}

export const moment = (): Moment => Date.now() + ahead

setInterval(() => {
  now.value = moment()
}, 1000)
