import { href } from '../../base/router'
import type { RectificationRow } from '../../contract'
import { minute } from '../../live/freshness'
import { DueChip, Ruler } from '../../parts/chip'
import { memo } from '../../parts/memo'
import { Badge, Grade } from '../../parts/slip'
import { rowDay, rowDue, shortNumber } from '../../words/format'
import { personName, townshipOf, unitName } from '../../words/names'
import { t, word } from '../../words/words'

interface Props {
  rows: RectificationRow[]
  changed: Record<string, number>
  chosen: ReadonlySet<string>
  choose: (ids: string[], on: boolean) => void
}

export function Rows({ rows, changed, chosen, choose }: Props) {
  const all = rows.length > 0 && rows.every((row) => chosen.has(row.id))
  return (
    <div class="panel scroll">
      <table class="table ledger">
        <caption class="unseen">{t('nav.ledger')}</caption>
        <thead>
          <tr>
            <th scope="col" class="pick no-print">
              <input
                type="checkbox"
                aria-label={t('chosen.all')}
                checked={all}
                onChange={(e) =>
                  choose(
                    rows.map((row) => row.id),
                    e.currentTarget.checked,
                  )
                }
              />
            </th>
            <th scope="col">{t('col.number')}</th>
            <th scope="col">{t('col.slip')}</th>
            <th scope="col" class="num">
              {t('col.left')}
            </th>
            <th scope="col" class="w3">
              {t('col.ruler')}
            </th>
            <th scope="col">{t('col.due')}</th>
            <th scope="col">{t('col.unit')}</th>
            <th scope="col">{t('col.problem')}</th>
            <th scope="col" class="w2 zh-only">
              {t('col.next')}
            </th>
            <th scope="col" class="w2 zh-only">
              {t('col.category')}
            </th>
            <th scope="col" class="w1">
              {t('col.severity')}
            </th>
            <th scope="col" class="num w3">
              {t('col.extensions')}
            </th>
            <th scope="col" class="w2 moved">
              {t('col.moved')}
            </th>
            <th scope="col" class="w1">
              {t('col.responsible')}
            </th>
            <th scope="col" class="w4">
              {t('col.verifier')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row
              key={row.id}
              row={row}
              changed={changed[row.id] ?? 0}
              on={chosen.has(row.id)}
              choose={choose}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Drawn again only when its row is another one: a hundred rows stay cheap. */
const Row = memo(function Row({
  row,
  changed,
  on,
  choose,
}: {
  row: RectificationRow
  changed: number
  on: boolean
  choose: Props['choose']
}) {
  const outline = changed ? 'changed' : ''
  return (
    <tr class={on ? 'opens chosen-row' : 'opens'} title={row.problem}>
      <td class="pick no-print">
        <input
          type="checkbox"
          aria-label={t('chosen.one', { n: shortNumber(row.number, minute.peek()) })}
          checked={on}
          onChange={(e) => choose([row.id], e.currentTarget.checked)}
        />
      </td>
      <td class="code">
        <a href={href(`/rectifications/${row.id}`)} data-row class="row-link number">
          {shortNumber(row.number, minute.peek())}
        </a>
      </td>
      <td>
        <Badge slip={row.slip} />
      </td>
      <td class="num">
        <DueChip row={row} />
      </td>
      <td class="w3">
        <Ruler row={row} />
      </td>
      <td class="nowrap">{rowDue(row.deadline)}</td>
      <td class="nowrap">
        <b>{unitName(row.unit)}</b>{' '}
        <span class="quiet township zh-only">{unitName(townshipOf(row.unit))}</span>
      </td>
      <td class="slack">{row.problem}</td>
      <td class="nowrap quiet w2 zh-only">
        {row.next ? `${rowDay(row.next.at)} ${word('next', String(row.next.step))}` : '—'}
      </td>
      <td class="nowrap quiet w2 zh-only">{word('category', row.category)}</td>
      <td class="nowrap w1">
        <Grade severity={row.severity} />
      </td>
      <td class="num quiet w3">{row.extensions || '·'}</td>
      <td class="nowrap w2 moved">
        <span key={changed} class={outline}>
          {rowDay(row.moved_at)} {word('moved', row.state)}
        </span>
      </td>
      <td class="nowrap w1">{personName(row.responsible)}</td>
      <td class="nowrap w4">{personName(row.verifier) || '·'}</td>
    </tr>
  )
})
