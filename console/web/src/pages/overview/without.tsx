import { href } from '../../base/router'
import type { Overview } from '../../contract'
import { Icon } from '../../parts/icon'
import { unitName } from '../../words/names'
import { t } from '../../words/words'

const named_max = 12

/** Villages that nobody may visit, to those who can mend it; nothing where there are none. */
export function Without({ o }: { o: Overview }) {
  const all = o.without_group
  if (all.length === 0) return null
  const list = all.slice(0, named_max).map(unitName).join(t('comma.list'))
  return (
    <section class="panel without">
      <Icon name="warn" />
      <div>
        <h2>
          {t('without.title', { n: all.length })}
          {t('colon')}
          {all.length > named_max ? t('without.more', { list, n: all.length }) : list}
        </h2>
        <p class="quiet">
          {t('without.text')} <a href={href('/groups')}>{t('without.groups')}</a>
        </p>
      </div>
    </section>
  )
}
