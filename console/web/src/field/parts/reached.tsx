// How far what was said of a task or an assignment has come.

import { href } from '../../base/router'
import { Icon } from '../../parts/icon'
import { countBy } from '../core/outbox'
import { rows } from '../shell/store'
import { t } from '../words/words'
import { Tick } from './tick'

/** On a card. */
export function Reached({ of }: { of: number }) {
  const mine = rows.value.filter((r) => r.task === of)
  const [agents, offices] = [countBy(mine, 'agent'), countBy(mine, 'office')]
  const unsent = countBy(mine, 'phone') + countBy(mine, 'refused')
  return (
    <>
      {unsent > 0 && (
        <span class="strong">
          <Icon name="phone" size={14} />
          {t('tasks.unsent', { n: unsent })}
        </span>
      )}
      {agents > 0 && (
        <span>
          <Icon name="check" size={14} />
          {t('outbox.agent')} {agents}
        </span>
      )}
      {offices > 0 && (
        <span class="ok">
          <Icon name="checks" size={14} />
          {t('outbox.office')} {offices}
        </span>
      )}
    </>
  )
}

/** On its own page, with the way to the outbox. */
export function Counts({ of }: { of: number }) {
  const mine = rows.value.filter((r) => r.task === of)
  if (mine.length === 0) return null
  return (
    <a class="line counts" href={href('/outbox')}>
      {(['phone', 'agent', 'office', 'refused'] as const).map((reach) => {
        const n = countBy(mine, reach)
        if (n === 0) return null
        return (
          <span key={reach}>
            <Tick reach={reach} />
            {t(`outbox.${reach}`)} <b>{n}</b>
          </span>
        )
      })}
    </a>
  )
}
