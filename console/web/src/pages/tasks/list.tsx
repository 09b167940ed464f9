import { href } from '../../base/router'
import type { TaskRow } from '../../contract'
import { minute } from '../../live/freshness'
import { Icon } from '../../parts/icon'
import { rowTime, shortNumber } from '../../words/format'
import { groupTag, townshipOf, unitName } from '../../words/names'
import { t } from '../../words/words'
import { isSealed } from './sealed'

/** The board's rows as a table: the same, for those who read lines. */
export function List({ rows }: { rows: TaskRow[] }) {
  return (
    <div class="panel scroll">
      <table class="table">
        <caption class="unseen">{t('nav.tasks')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('col.number')}</th>
            <th scope="col" class="w0">
              {t('col.kind')}
            </th>
            <th scope="col">{t('col.state')}</th>
            <th scope="col">{t('col.group')}</th>
            <th scope="col">{t('col.target')}</th>
            <th scope="col" class="num w0">
              {t('col.released')}
            </th>
            <th scope="col" class="num w0">
              {t('col.checked_in')}
            </th>
            <th scope="col" class="num w0">
              {t('col.reported')}
            </th>
            <th scope="col" class="num w0">
              {t('task.checklist')}
            </th>
            <th scope="col" class="num">
              {t('in_field.found')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} class="opens">
              <td class="code">
                <a href={href(`/tasks/${row.id}`)} data-row class="row-link">
                  {shortNumber(row.number, minute.value)}
                </a>
              </td>
              <td class="w0">{t(`task.kind.${row.kind}`)}</td>
              <td class="nowrap">{t(`state.task.${row.state}`)}</td>
              <td class="nowrap">{groupTag(row.group)}</td>
              <td class="nowrap">
                {isSealed(row) ? (
                  <span class="sealed">
                    <Icon name="lock" size={14} />
                    <span>{t('task.sealed')}</span>
                  </span>
                ) : row.target ? (
                  <>
                    <b>{unitName(row.target)}</b>{' '}
                    <span class="quiet w0">{unitName(townshipOf(row.target))}</span>
                  </>
                ) : (
                  '—'
                )}
              </td>
              <td class="num w0">{rowTime(row.released_at)}</td>
              <td class="num w0">{rowTime(row.checked_in_at)}</td>
              <td class="num w0">{rowTime(row.reported_at)}</td>
              <td class="num w0">
                {row.answered}/{row.items}
              </td>
              <td class="num">{row.findings}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
