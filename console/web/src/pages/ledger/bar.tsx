import { ask, place, setQuery } from '../../base/router'
import type { Ledger } from '../../contract'
import { Icon } from '../../parts/icon'
import { Pick } from '../../parts/pick'
import { SavedViews } from '../../parts/saved'
import { townships, unitName } from '../../words/names'
import { categories, severities, t } from '../../words/words'
import { csvOf, narrowed, sorts, states, unfiltered } from './view'

interface Props {
  ledger: Ledger
  fresh: number
  refresh: () => void
}

export function Bar({ ledger, fresh, refresh }: Props) {
  const q = ask('q')
  return (
    <div class="bar ledger-bar no-print">
      <Pick
        name="state"
        label={t('col.state')}
        all={t('ledger.state.open')}
        options={states.filter((s) => s !== 'open').map((s) => [s, t(`ledger.state.${s}`)])}
      />
      <Pick
        name="township"
        label={t('col.township')}
        all={t('filter.townships')}
        options={townships().map((u) => [u.id, unitName(u.id)])}
      />
      <Pick
        name="category"
        label={t('col.category')}
        all={t('filter.category')}
        options={categories.map((c) => [c, t(`category.${c}`)])}
      />
      <Pick
        name="severity"
        label={t('col.severity')}
        all={t('filter.severity')}
        options={severities.map((s) => [s, t(`severity.${s}`)])}
      />
      <Pick
        name="sort"
        label={t('filter.sort')}
        all={t('sort.days_left')}
        options={sorts.slice(1).map((s) => [s, t(`sort.${s}`)])}
      />
      {q && <span class="tag">{t('filter.q', { q })}</span>}
      {narrowed(place.value.query).length > 0 && (
        <button
          type="button"
          class="button bare"
          onClick={() => setQuery(unfiltered(place.value.query))}
        >
          {t('filter.clear')}
        </button>
      )}
      <SavedViews />
      <span class="grow" />
      {fresh > 0 && (
        <button type="button" class="button primary pill" onClick={refresh}>
          {t('updates', { n: fresh })}
        </button>
      )}
      <a class="button" href={csvOf(place.value.query)} download data-export>
        <Icon name="export" />
        CSV
      </a>
      <button
        type="button"
        class="button print-button"
        onClick={() => print()}
        title={t('ledger.total', { n: ledger.total })}
      >
        <Icon name="print" />
        {t('print')}
      </button>
    </div>
  )
}
