// How a number stands to the same of the period before.

import { t } from '../../words/words'

/** +3, −1, or that it is the same; with the minus sign that is as wide as the plus. */
export const difference = (now: number, before: number): string => {
  const more = now - before
  if (more === 0) return t('report.as_before')
  return more > 0 ? `+${more}` : `−${-more}`
}

export function Was({ now, before }: { now: number; before: number }) {
  return (
    <span class="report-was">
      {t('report.was', { n: before })} <b>{difference(now, before)}</b>
    </span>
  )
}
