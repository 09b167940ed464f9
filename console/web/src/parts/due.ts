// What remains or is over, as a word and a colour. The figures are the server's: working days by
// the official calendar, the first day over being 1.

import type { RectificationRow, Slip } from '../contract'
import { dayOf, deadline } from '../time/civil'
import { t } from '../words/words'

export interface Due {
  text: string
  slip: Slip // of the word
  heavy: boolean // over, or due today
  standing: boolean // the clock stands
}

type Clocked = Pick<
  RectificationRow,
  'state' | 'deadline' | 'clock_runs' | 'days_left' | 'slip' | 'step'
>

/** Over for good: put right and verified, or without an object since its finding was dismissed. */
export const ended = ({ state }: Pick<RectificationRow, 'state'>): boolean =>
  state === 'struck_off' || state === 'fallen_away'

/** An overdue matter's hue is its step's; one that is over and not stepped yet is yellow. */
function overSlip(slip: Slip): Slip {
  return slip === 'none' || slip === 'blue' ? 'yellow' : slip
}

export function due(row: Clocked, now: number): Due {
  const plain = { slip: 'none' as Slip, heavy: false, standing: false }
  if (row.state === 'struck_off') return { ...plain, text: t('due.struck_off') }
  if (row.state === 'fallen_away') return { ...plain, text: t('due.fallen_away') }
  if (row.state === 'issued') return { ...plain, text: t('due.unserved') }
  if (!row.clock_runs) {
    const standing = { ...plain, standing: true }
    if (row.state === 'submitted') return { ...standing, text: t('due.submitted') }
    if (row.state === 'referred_up') return { ...standing, text: t('due.referred') }
    return { ...standing, text: t('due.standing') }
  }
  const left = row.days_left ?? 0
  if (row.deadline <= now) {
    const slip = overSlip(row.slip)
    // The server has not counted it yet.
    if (left >= 0) return { ...plain, text: t('due.just_over'), slip, heavy: true }
    return { ...plain, text: t('due.over', { n: -left }), slip, heavy: true }
  }
  const last = deadline(row.deadline)
  if (last.day === dayOf(now)) {
    return { ...plain, text: t('due.today', { hour: last.hour }), slip: 'blue', heavy: true }
  }
  const near = left < near_days
  return { ...plain, text: t('due.left', { n: left }), slip: near ? 'blue' : 'none' }
}

/** From T − 3 working days on a matter is near. */
export const near_days = 3
