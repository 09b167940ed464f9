import { useSignal } from '@preact/signals'
import { useCallback, useEffect } from 'preact/hooks'
import { place, setQuery } from '../../base/router'
import type { Ledger, RectificationRow } from '../../contract'
import { merge } from '../../live/merge'
import { useSnapshot } from '../../live/snapshot'
import { type Pages, usePages } from '../../parts/pages'
import { Say, Shown } from '../../parts/state'
import { useTop } from '../../parts/top'
import { t } from '../../words/words'
import { Ages } from './ages'
import { Bar } from './bar'
import { Chosen } from './chosen'
import { named } from './named'
import { Rows } from './rows'
import { narrowed, question, unfiltered } from './view'
import './page.css'

/** The officers' working list. Rows change where they stand; new ones wait behind a button. */
export default function LedgerPage() {
  useTop(t('ledger.note'))
  const query = place.value.query
  const changed = useSignal<Record<string, number>>({})
  const fresh = useSignal(new Set<string>())
  const chosen = useSignal<ReadonlySet<string>>(new Set())
  const path = `/rectifications?${question(query)}`
  const view = useSnapshot<Ledger>(path, {
    concerns: (change) => !!change.rectifications?.length || !!change.gone?.length,
    apply: (ledger, change) => {
      const merged = merge<RectificationRow>(ledger.rows, change, 'rectifications')
      if (merged.changed.length) {
        const marks = { ...changed.value }
        for (const id of merged.changed) marks[id] = change.seq
        changed.value = marks
      }
      if (merged.fresh.length) {
        fresh.value = new Set([...fresh.value, ...merged.fresh.map((row) => row.id)])
        // Nobody reads a row on an empty page: there they come at once.
        if (ledger.rows.length === 0) queueMicrotask(refresh)
      }
      return { ...ledger, rows: merged.rows }
    },
  })
  // Always the same function: a row is drawn again when it is another one.
  const choose = useCallback((ids: string[], on: boolean) => {
    chosen.value = chosenWith(chosen.value, ids, on)
  }, [])
  // Another question starts anew.
  useEffect(() => {
    chosen.value = new Set()
    fresh.value = new Set()
    changed.value = {}
  }, [path])
  const refresh = () => {
    fresh.value = new Set()
    view.reload()
  }
  const first = view.data?.rows ?? []
  const pages = usePages<RectificationRow>(
    path,
    view,
    first,
    'rectifications',
    (page: Ledger) => page.rows,
  )
  return (
    <Shown view={view} rows={18}>
      {(ledger) => (
        <>
          <Ages ledger={ledger} />
          <Bar ledger={ledger} fresh={fresh.value.size} refresh={refresh} />
          {ledger.rows.length === 0 ? (
            <Empty />
          ) : (
            <Rows rows={pages.rows} changed={changed.value} chosen={chosen.value} choose={choose} />
          )}
          <Chosen
            rows={ledger.rows.filter((row) => chosen.value.has(row.id))}
            clear={() => {
              chosen.value = new Set()
            }}
          />
          <Foot total={ledger.total} pages={pages} />
        </>
      )}
    </Shown>
  )
}

const chosenWith = (set: ReadonlySet<string>, ids: string[], on: boolean): ReadonlySet<string> => {
  const next = new Set(set)
  for (const id of ids) {
    if (on) next.add(id)
    else next.delete(id)
  }
  return next
}

function Empty() {
  const query = place.value.query
  const on = narrowed(query)
  if (on.length === 0) {
    return (
      <div class="panel">
        <Say icon="check" title={t('ledger.empty')} text={t('ledger.empty.text')} />
      </div>
    )
  }
  const told = on.map((name) => named(name, query.get(name)!))
  return (
    <div class="panel">
      <Say
        icon="filter"
        title={t('ledger.none')}
        text={t('ledger.none.text', { list: told.join(t('comma.list')) })}
      >
        <button type="button" class="button" onClick={() => setQuery(unfiltered(query))}>
          {t('filter.clear')}
        </button>
      </Say>
    </div>
  )
}

function Foot({ total, pages }: { total: number; pages: Pages<RectificationRow> }) {
  const shown = pages.rows.length
  return (
    <footer class="ledger-foot">
      <span>
        {shown > 0 && t('ledger.range', { from: 1, to: shown, n: Math.max(total, shown) })}
      </span>
      {pages.left && (
        <button type="button" class="button small no-print" onClick={pages.more}>
          {t('page.more')}
        </button>
      )}
      <span class="grow" />
      <span class="keys no-print">
        <kbd>j</kbd> <kbd>k</kbd> {t('keys.move')} <kbd>Enter</kbd> {t('keys.open')} <kbd>?</kbd>
      </span>
    </footer>
  )
}
