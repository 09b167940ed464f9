// An item of a checklist, in the reader's words.

import type { ChecklistItem } from '../../contract'
import { lang } from '../../words/lang'
import { known, t, word } from '../../words/words'

export const own = ({ zh, en }: { zh: string; en: string }): string =>
  (lang.value === 'en' && en) || zh

/** "AY": asked, yes or no; what is not known as it stands. */
export const sayHow = (how: string): string =>
  [...how].every((letter) => known(`how.${letter}`))
    ? [...how].map((letter) => word('how', letter)).join(t('comma.list'))
    : how

/** Two items of one id differ in one of these, each a line. */
export function linesOf(item: ChecklistItem | null): string[] {
  if (!item) return ['—']
  const other = lang.value === 'en' ? item.zh : item.en
  return [own(item), other, [sayHow(item.how), item.rule, item.note].filter(Boolean).join(' · ')]
}

export interface Line {
  before: string
  after: string
}

/** Only what differs of a changed item; all of one that comes or goes. */
export function told(before: ChecklistItem | null, after: ChecklistItem | null): Line[] {
  const old = linesOf(before)
  const fresh = linesOf(after)
  if (!before || !after) return [{ before: old.join('\n'), after: fresh.join('\n') }]
  return old
    .map((line, i) => ({ before: line, after: fresh[i]! }))
    .filter((line) => line.before !== line.after)
}
