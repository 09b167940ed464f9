import { href } from '../../base/router'
import type { Overview } from '../../contract'
import { dueSoon, sum } from '../../parts/counts'
import { rich, t } from '../../words/words'

/** What a person would say aloud, before any number stands alone. */
export function Sentence({ o }: { o: Overview }) {
  const red = o.overdue_by_slip.red
  const link = (to: string, text: string, hue = '') => (
    <a href={href(to)} class={`counted ${hue}`}>
      {text}
    </a>
  )
  const groups = o.in_field.length
  const found = sum(o.found_yesterday)
  const over = sum(o.overdue_by_slip)
  const due = dueSoon(o)
  const highest = red ? 'counted-red' : over ? 'counted-over' : ''
  return (
    <p class="sentence">
      {groups === 0
        ? t('say.nobody')
        : rich('say.field', { groups: link('/tasks', t('n.groups', { n: groups })) })}
      {rich('say.found', { found: link('/findings', t('n.findings', { n: found })) })}
      {over === 0
        ? t('say.none_over')
        : rich('say.over', {
            over: link('/rectifications?state=overdue', t('n.overdue', { n: over }), highest),
          })}
      {red > 0 && t('say.red', { n: red })}
      {rich('say.due', {
        due: link('/rectifications?sort=days_left', t('n.matters', { n: due })),
      })}
    </p>
  )
}
