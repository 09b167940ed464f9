import type { Report } from '../../contract'
import { Small, Trend } from '../../parts/charts'
import { Figure } from '../../parts/figure'
import { Panel } from '../../parts/panel'
import { rowDue } from '../../words/format'
import { t } from '../../words/words'
import { nameOf } from './rows'

/** The county through twelve periods. */
export function Course({ report }: { report: Report }) {
  const { opened, closed, trend } = report.total
  return (
    <Figure
      title={t('report.course')}
      says={t('weeks.says', {
        opened: opened.at(-1) ?? 0,
        closed: closed.at(-1) ?? 0,
        overdue: trend.at(-1) ?? 0,
      })}
      heads={[t('report.col.end'), t('weeks.opened'), t('weeks.closed'), t('weeks.overdue')]}
      rows={report.ends.map((end, i) => [rowDue(end), opened[i]!, closed[i]!, trend[i]!])}
    >
      <Trend
        starts={report.ends}
        series={[
          { key: 1, label: t('weeks.overdue'), values: trend },
          { key: 2, label: t('weeks.closed'), values: closed },
          { key: 3, label: t('weeks.opened'), values: opened },
        ]}
      />
    </Figure>
  )
}

/** One small picture a township, all on one scale: their shapes are compared, not their heights. */
export function Towns({ report }: { report: Report }) {
  const most = Math.max(1, ...report.rows.flatMap((row) => row.trend))
  return (
    <Panel title={t('report.trend')} note={t('report.trend.note', { n: most })}>
      <ul class="report-trends">
        {report.rows.map((row) => (
          <li key={row.now.unit}>
            <p>
              <span class="strong clip">{nameOf(row)}</span>
              <b>{row.now.overdue}</b>
            </p>
            <Small
              values={row.trend}
              most={most}
              says={t('report.trend.says', {
                unit: nameOf(row),
                list: row.trend.join(t('comma.list')),
              })}
            />
            <p class="note">
              <span>{rowDue(report.ends[0]!)}</span>
              <span>{rowDue(report.ends.at(-1)!)}</span>
            </p>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
