import { href } from '../../base/router'
import type { MapVillage } from '../../contract'
import { minute } from '../../live/freshness'
import { Badge } from '../../parts/slip'
import { rowDay } from '../../words/format'
import { groupName, unitName } from '../../words/names'
import { t } from '../../words/words'
import { daysSince } from './measure'

/** The chosen village, in one line. */
export function Strip({ v }: { v: MapVillage }) {
  const days = daysSince(v, minute.value)
  return (
    <div class="strip">
      <p class="strip-name">
        <b>{unitName(v.unit)}</b> <span class="quiet">{unitName(v.township)}</span>
        <span class="note">
          {v.in_field
            ? t('map.here', { g: groupName(v.in_field) })
            : days === null
              ? t('map.never')
              : t('map.last', { d: rowDay(v.last_seen), n: days })}
        </span>
      </p>
      <dl>
        <div>
          <dt>{t('map.open')}</dt>
          <dd>
            <b>{v.open}</b> {t('unit.matters')} {v.overdue > 0 && <Badge slip={v.slip} />}
          </dd>
        </div>
        <div>
          <dt>{t('map.overdue')}</dt>
          <dd>
            <b>{v.overdue}</b>
          </dd>
        </div>
        <div>
          <dt>{t('map.visits')}</dt>
          <dd>
            <b>{v.visits}</b>
          </dd>
        </div>
      </dl>
      <span class="grow" />
      <a class="button no-print" href={href(`/rectifications?unit=${v.unit}&state=all`)}>
        {t('map.matters')}
      </a>
    </div>
  )
}
