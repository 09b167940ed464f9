// Where nothing came of a task for long, its timeline says what the log knows of why.

import type { Pause } from '../contract'
import { paper, span } from '../words/format'
import { groupShort } from '../words/names'
import { t } from '../words/words'

/**
 * The pauses that belong between two moments of a timeline with the newest on top: those that
 * began after `older` was reached, and before `newer`. The last one stands below all moments.
 */
export const between = (pauses: Pause[], newer: number, older: number): Pause[] =>
  pauses.filter((p) => p.from >= older && p.from < newer).sort((a, b) => b.from - a.from)

/** A pause in one sentence. */
export function tellPause(pause: Pause, now: number): string {
  const lasts = pause.to === 0
  const long = span((lasts ? now : pause.to) - pause.from)
  switch (pause.why) {
    case 'recused': {
      const before = t('pause.recused', {
        g: groupShort(pause.group),
        no: paper('task', pause.number),
      })
      return pause.text ? before + t('colon') + pause.text : before
    }
    case 'kept':
      return t('pause.kept', { t: long, n: pause.records })
    case 'delivered_late':
      return t('pause.delivered_late', { t: long })
    default:
      return t(lasts ? `pause.${pause.why}.lasts` : `pause.${pause.why}`, { t: long })
  }
}
