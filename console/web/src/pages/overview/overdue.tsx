import { href } from '../../base/router'
import type { RectificationRow } from '../../contract'
import { DueChip, Ruler } from '../../parts/chip'
import { Panel } from '../../parts/panel'
import { Badge } from '../../parts/slip'
import { Say } from '../../parts/state'
import { rowDay } from '../../words/format'
import { personName, townshipOf, unitName } from '../../words/names'
import { capital, t, word } from '../../words/words'

const shown_max = 9

/** What its unit or leader has still to answer; else the work itself. */
const awaited = (row: RectificationRow): string =>
  row.awaits === 'none' ? t('await.work') : capital(word('demand', row.awaits))

/** Who is late, at which step, and what is awaited: the page's second look. */
export function Overdue({ rows, all }: { rows: RectificationRow[]; all: number }) {
  const more = all > shown_max
  return (
    <Panel
      title={t('overdue.title')}
      note={t('overdue.note')}
      link={{ to: '/rectifications?state=overdue', text: t('overdue.link', { n: all }) }}
    >
      {rows.length === 0 ? (
        <Say icon="check" title={t('overdue.none')} text={t('overdue.none.text')}>
          <a class="button" href={href('/rectifications')}>
            {t('overdue.none.look')}
          </a>
        </Say>
      ) : (
        <table class="table plain overdue">
          <thead>
            <tr>
              <th scope="col">{t('col.slip')}</th>
              <th scope="col" class="num">
                {t('col.over')}
              </th>
              <th scope="col" class="wide">
                {t('col.ladder')}
              </th>
              <th scope="col">{t('col.unit')}</th>
              <th scope="col" class="slack">
                {t('col.problem')}
              </th>
              <th scope="col" class="wide who">
                {t('col.responsible')}
              </th>
              <th scope="col">{t('col.awaited')}</th>
              <th scope="col" class="num wide">
                {t('col.next')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, shown_max).map((row) => (
              <tr key={row.id} class="opens" title={row.problem}>
                <td>
                  <Badge slip={row.slip} />
                </td>
                <td class="num">
                  <DueChip row={row} />
                </td>
                <td class="wide">
                  <Ruler row={row} late />
                </td>
                <td class="nowrap">
                  <a href={href(`/rectifications/${row.id}`)} data-row class="row-link">
                    {unitName(row.unit)}
                  </a>{' '}
                  <span class="quiet zh-only">{unitName(townshipOf(row.unit))}</span>
                </td>
                <td class="slack">{row.problem}</td>
                <td class="wide nowrap who">{personName(row.responsible)}</td>
                <td class="nowrap">{awaited(row)}</td>
                <td class="num wide">{row.next ? rowDay(row.next.at) : '—'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {more && <p class="none-here">{t('overdue.more', { n: all - shown_max })}</p>}
    </Panel>
  )
}
