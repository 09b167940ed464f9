import type { Report } from '../../contract'
import { t } from '../../words/words'
import { Was } from './difference'

const counts = ['visits', 'findings', 'opened', 'closed', 'returned', 'overdue'] as const

/** The county in a row of figures, each beside the same of the period before. */
export function Numbers({ report }: { report: Report }) {
  const { now, before, rate, rate_before } = report.total
  return (
    <dl class="report-numbers" aria-label={t('report.numbers')}>
      {counts.map((count) => (
        <div key={count}>
          <dt>{t(`report.col.${count}`)}</dt>
          <dd>
            <b class="report-number">{now[count]}</b>
            <Was now={now[count]} before={before[count]} />
          </dd>
        </div>
      ))}
      <div>
        <dt>{t('report.col.rate')}</dt>
        <dd>
          <b class="report-number">
            {rate ? rate.share : '—'}
            {rate && <small> %</small>}
          </b>
          <span class="report-was">
            {rate ? t('report.range', { low: rate.low, high: rate.high }) : t('report.few')}
            {rate_before && ` · ${t('report.was', { n: `${rate_before.share} %` })}`}
          </span>
        </dd>
      </div>
    </dl>
  )
}
