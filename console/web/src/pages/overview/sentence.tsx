import { href } from '../../base/router'
import type { Overview } from '../../contract'
import { counted } from '../../parts/counted'
import { rich, t } from '../../words/words'

/** What a person would say aloud, before any number stands alone. */
export function Sentence({ o }: { o: Overview }) {
  const red = counted(o.figures, 'red')
  const link = (to: string, text: string, hue = '') => (
    <a href={href(to)} class={`counted ${hue}`}>
      {text}
    </a>
  )
  const groups = counted(o.figures, 'in_the_village')
  const found = counted(o.figures, 'found_yesterday')
  const over = counted(o.figures, 'overdue')
  const due = counted(o.figures, 'due_in_week')
  const interviews = counted(o.figures, 'awaiting_interview')
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
      {interviews > 0 && t('say.interviews', { n: interviews })}
      {rich('say.due', {
        due: link('/rectifications?state=due_in_week', t('n.matters', { n: due })),
      })}
    </p>
  )
}
