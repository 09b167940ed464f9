import type { Rate, Report, ReportRow } from '../../contract'
import { Share, ShareScale } from '../../parts/charts'
import { Panel } from '../../parts/panel'
import { unitName } from '../../words/names'
import { t } from '../../words/words'
import { difference } from './difference'

const counts = ['visits', 'findings', 'opened', 'closed', 'returned', 'open', 'overdue'] as const

export const nameOf = (row: ReportRow): string =>
  row.now.unit ? unitName(row.now.unit) : t('report.city')

export function Rows({ report }: { report: Report }) {
  const all = report.total.rate
  return (
    <Panel title={t('report.rows')} note={t('report.towns.note')}>
      <div class="scroll" tabIndex={0} role="group" aria-label={t('scroll')}>
        <table class="table report-table">
          <caption class="unseen">{t('report.rows')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('col.township')}</th>
              {counts.map((count) => (
                <th key={count} scope="col" class="num">
                  {t(`report.col.${count}`)}
                </th>
              ))}
              <th scope="col" class="num">
                {t('report.col.rate')}
              </th>
              <th scope="col" class="num">
                {t('report.col.count')}
              </th>
              <th scope="col">
                <span class="report-scale">
                  {t('report.col.range')} <ShareScale />
                </span>
              </th>
            </tr>
          </thead>
          <tbody>
            {report.rows.map((row) => (
              <Row key={row.now.unit} name={nameOf(row)} row={row} all={all} />
            ))}
          </tbody>
          <tfoot>
            <Row name={t('report.county')} row={report.total} all={null} />
          </tfoot>
        </table>
      </div>
    </Panel>
  )
}

function Row({ name, row, all }: { name: string; row: ReportRow; all: Rate | null }) {
  const { now, before, rate, rate_before } = row
  return (
    <tr>
      <th scope="row" class="strong nowrap">
        {name}
      </th>
      {counts.map((count) => (
        <td key={count} class={count === 'overdue' ? 'num strong' : 'num'}>
          {now[count]} <span class="report-was">{difference(now[count], before[count])}</span>
        </td>
      ))}
      <td class="num">
        {rate ? `${rate.share} %` : '—'}
        <span class="report-was">
          {t('report.was', { n: rate_before ? `${rate_before.share} %` : t('report.few') })}
        </span>
      </td>
      <td class="num">
        {now.on_time} / {now.closed}
        <span class="report-was">
          {t('report.was', { n: `${before.on_time} / ${before.closed}` })}
        </span>
      </td>
      <td>
        {rate ? (
          <>
            <Share rate={rate} before={rate_before} all={all} />
            <span class="report-was">{t('report.range', { low: rate.low, high: rate.high })}</span>
          </>
        ) : (
          <span class="quiet">{t('report.few')}</span>
        )}
      </td>
    </tr>
  )
}
