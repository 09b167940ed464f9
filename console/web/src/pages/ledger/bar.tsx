import { ask, href, place, setQuery } from '../../base/router'
import type { Ledger } from '../../contract'
import { categories, severities } from '../../domain/codes'
import { Icon } from '../../parts/icon'
import { Pick } from '../../parts/pick'
import { SavedViews } from '../../parts/saved'
import { namesById, personName, townshipOf, townships, unitName } from '../../words/names'
import { t, word } from '../../words/words'
import { csvOf, marks, narrowed, sorts, states, stateTitle, unfiltered } from './view'

interface Props {
  ledger: Ledger
  fresh: number
  refresh: () => void
}

/** Villages and departments; of the township that is chosen, where one is. */
const unitsWithin = (township: string): string[] =>
  namesById.value.units
    .filter((u) => u.level !== 'township' && (!township || townshipOf(u.id) === township))
    .map((u) => u.id)

/** Those of the unit, or of the township and its villages. */
const peopleWithin = (unit: string, township: string): string[] =>
  namesById.value.people
    .filter((p) =>
      unit ? p.unit === unit : !township || p.unit === township || townshipOf(p.unit) === township,
    )
    .map((p) => p.id)

export function Bar({ ledger, fresh, refresh }: Props) {
  const q = ask('q')
  return (
    <div class="bar ledger-bar no-print">
      <Pick
        name="state"
        label={t('col.state')}
        all={stateTitle('open')}
        options={states.filter((s) => s !== 'open').map((s) => [s, stateTitle(s)])}
      />
      <Pick
        name="mark"
        label={t('filter.mark')}
        all={t('filter.mark')}
        options={marks.map((m) => [m, word('ledger.mark', m)])}
      />
      <Pick
        name="township"
        label={t('col.township')}
        all={t('filter.townships')}
        options={townships().map((u) => [u.id, unitName(u.id)])}
      />
      <Pick
        name="unit"
        label={t('col.unit')}
        all={t('filter.units')}
        options={unitsWithin(ask('township')).map((id) => [id, unitName(id)])}
      />
      <Pick
        name="responsible"
        label={t('col.responsible')}
        all={t('filter.people')}
        options={peopleWithin(ask('unit'), ask('township')).map((id) => [id, personName(id)])}
      />
      {(ledger.verifiers.length > 0 || ask('verifier')) && (
        <Pick
          name="verifier"
          label={t('col.verifier')}
          all={t('filter.verifiers')}
          options={ledger.verifiers.map((id) => [id, personName(id)])}
        />
      )}
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
      <a
        class="button print-button"
        href={href(`/print/rectifications?${place.value.query}`)}
        title={t('ledger.total', { n: ledger.total })}
      >
        <Icon name="print" />
        {t('print')}
      </a>
    </div>
  )
}
