// How far something has come: on the phone, one tick, two, or not taken. Shape and word.

import { Icon, type IconName } from '../../parts/icon'
import type { Reach } from '../core/outbox'
import { t } from '../words/words'

const icons: Record<Reach, IconName> = {
  phone: 'phone',
  agent: 'check',
  office: 'checks',
  refused: 'close',
}

export function Tick({ reach, size = 18 }: { reach: Reach; size?: number }) {
  return (
    <span class={`tick tick-${reach}`}>
      <Icon name={icons[reach]} size={size} />
      <span class="unseen">{t(`outbox.${reach}`)}</span>
    </span>
  )
}
