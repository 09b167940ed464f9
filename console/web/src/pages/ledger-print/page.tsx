import { place } from '../../base/router'
import { me } from '../../base/session'
import type { Ledger, RectificationRow } from '../../contract'
import { minute } from '../../live/freshness'
import { useSnapshot } from '../../live/snapshot'
import { Sheets } from '../../parts/sheet'
import { Shown } from '../../parts/state'
import { binding, paper, stamp } from '../../words/format'
import { ownName, personName, townshipOf, unitName } from '../../words/names'
import { t, word } from '../../words/words'
import { named } from '../ledger/named'
import { narrowed, question } from '../ledger/view'
import './page.css'

const rows_max = 1000

/** The ledger as a table on A4 across: its head, the filter and the moment stand on every sheet. */
export default function LedgerSheets() {
  const query = place.value.query
  const asked = new URLSearchParams(question(query))
  asked.delete('offset')
  asked.set('limit', String(rows_max))
  const view = useSnapshot<Ledger>(`/rectifications?${asked}`, { concerns: () => false })
  return (
    <Sheets back={`/rectifications?${query}`}>
      <Shown view={view} rows={18}>
        {(ledger) => <Table ledger={ledger} filter={filterOf(query)} />}
      </Shown>
    </Sheets>
  )
}

const filterOf = (query: URLSearchParams): string => {
  const on = narrowed(query)
  return on.length === 0
    ? t('print.all')
    : on.map((name) => named(name, query.get(name)!)).join(t('comma.list'))
}

const heads = [
  'print.number',
  'col.slip',
  'col.left',
  'col.due',
  'col.township',
  'col.unit',
  'col.problem',
  'col.category',
  'col.severity',
  'col.state',
  'col.extensions',
  'col.responsible',
] as const

function Table({ ledger, filter }: { ledger: Ledger; filter: string }) {
  return (
    <div class="sheet wide" tabIndex={0} role="group" aria-label={t('scroll')}>
      <table class="ledger-table">
        <thead>
          <tr>
            <td colSpan={heads.length} class="ledger-running">
              <h1>{t('nav.ledger')}</h1>
              <p>
                <span>{t('print.filter', { list: filter })}</span>
                <span>
                  {t('print.as_of', { at: stamp(minute.peek()).slice(0, 16), n: ledger.total })}
                </span>
                <span>{t('print.by', { who: me.value ? ownName(me.value) : '' })}</span>
              </p>
            </td>
          </tr>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {t(head)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ledger.rows.map((row) => (
            <Row key={row.id} row={row} />
          ))}
        </tbody>
      </table>
      {me.value?.demo && <p class="sheet-note">{t('demo.note')}</p>}
      {ledger.total > ledger.rows.length && <p>{t('print.cut', { n: ledger.rows.length })}</p>}
    </div>
  )
}

function left(days: number | null): string {
  if (days === null) return ''
  return days < 0 ? t('print.over', { n: -days }) : t('print.left', { n: days })
}

function Row({ row }: { row: RectificationRow }) {
  const township = townshipOf(row.unit)
  return (
    <tr>
      <td class="nowrap">{paper('rectification', row.number)}</td>
      <td class="nowrap">{row.slip === 'none' ? '' : t(`colour.${row.slip}`)}</td>
      <td class="nowrap">{left(row.days_left)}</td>
      <td class="nowrap">{row.deadline ? binding(row.deadline) : ''}</td>
      <td>{township ? unitName(township) : ''}</td>
      <td>{unitName(row.unit)}</td>
      <td class="ledger-problem">{row.problem}</td>
      <td>{word('category', row.category)}</td>
      <td class="nowrap">{word('severity', row.severity)}</td>
      <td class="nowrap">{word('state.rectification', row.state)}</td>
      <td class="num">{row.extensions || ''}</td>
      <td>{personName(row.responsible)}</td>
    </tr>
  )
}
