import { ask, href, setQuery } from '../../base/router'
import type { Report } from '../../contract'
import { minute } from '../../live/freshness'
import { useSnapshot } from '../../live/snapshot'
import { Meanings } from '../../parts/counted'
import { Icon } from '../../parts/icon'
import { Panel } from '../../parts/panel'
import { Shown } from '../../parts/state'
import { useTop } from '../../parts/top'
import { stamp } from '../../words/format'
import { lang } from '../../words/lang'
import { capital, rich, t } from '../../words/words'
import { Numbers } from './numbers'
import './page.css'
import { Course, Towns } from './pictures'
import { Rows } from './rows'

const kinds = ['week', 'month', 'quarter'] as const

const letter = { week: 'W', month: 'M', quarter: 'Q' } as const

/** A period on one sheet, in administrative order and never as a ranking; each figure is defined. */
export default function ReportsPage() {
  const kind = kinds.find((each) => each === ask('kind')) ?? 'week'
  const day = ask('day')
  const path = `/reports?kind=${kind}${day ? `&day=${encodeURIComponent(day)}` : ''}`
  const view = useSnapshot<Report>(`${path}&lang=${lang.value}`)
  useTop(
    null,
    <button type="button" class="button small no-print" onClick={() => print()}>
      <Icon name="print" />
      {t('print')}
    </button>,
  )
  return (
    <Shown view={view} rows={10}>
      {(report) => (
        <div class="report">
          <Bar report={report} path={path} />
          <h2 class="print-title">
            {t('report.title')} {report.period}
          </h2>
          <Say report={report} />
          <Numbers report={report} />
          <div class="report-pictures">
            <Course report={report} />
            <Towns report={report} />
          </div>
          <Rows report={report} />
          <Definitions />
        </div>
      )}
    </Shown>
  )
}

function Bar({ report, path }: { report: Report; path: string }) {
  return (
    <div class="bar report-bar no-print">
      <div class="switch" role="group" aria-label={t('report.kind')}>
        {kinds.map((kind) => (
          <button
            key={kind}
            type="button"
            aria-pressed={kind === report.kind}
            onClick={() => setQuery({ kind, day: '' })}
          >
            {t(`report.kind.${kind}`)}
          </button>
        ))}
      </div>
      <button
        type="button"
        class="button small"
        onClick={() => setQuery({ day: report.before_day })}
      >
        {t('report.earlier')}
      </button>
      <button
        type="button"
        class="button small"
        disabled={report.running}
        onClick={() => setQuery({ day: report.next_day })}
      >
        {t('report.later')}
      </button>
      <span class="quiet">
        {report.running
          ? t('report.running', { at: stamp(minute.value).slice(0, 16) })
          : t('report.ended', { from: report.from, to: report.to })}
      </span>
      <span class="grow" />
      <a class="button small" href={`/api/v1${path}&csv=rows`} download>
        <Icon name="export" />
        {t('report.csv')}
      </a>
      <a class="button small" href={`/api/v1${path}&csv=trend`} download>
        <Icon name="export" />
        {t('report.csv.trend')}
      </a>
      <a
        class="button small primary"
        href={href(`/papers/${letter[report.kind]}${report.from.replaceAll('-', '')}`)}
      >
        <Icon name="slip" />
        {t('report.paper')}
      </a>
    </div>
  )
}

function Say({ report }: { report: Report }) {
  const { now, before, rate } = report.total
  return (
    <>
      <p class="lead report-say">
        {rich('report.sentence', {
          period: capital(report.period),
          opened: <b>{now.opened}</b>,
          closed: <b>{now.closed}</b>,
          overdue: <b>{now.overdue}</b>,
          change: changed(now.overdue - before.overdue),
        })}
      </p>
      <p class="report-say-more">
        {rate
          ? t('report.rate', {
              rate: rate.share,
              k: now.on_time,
              n: now.closed,
              low: rate.low,
              high: rate.high,
            })
          : t('report.rate.few', { k: now.on_time, n: now.closed })}{' '}
        {apart(report) > 0 ? t('report.differ', { n: apart(report) }) : t('report.alike')}
      </p>
    </>
  )
}

const changed = (more: number): string => {
  if (more === 0) return t('report.same')
  return more > 0 ? t('report.more', { n: more }) : t('report.less', { n: -more })
}

/** Townships whose whole range lies beyond the county's. */
export function apart(report: Report): number {
  const all = report.total.rate
  if (!all) return 0
  return report.rows.filter(({ rate }) => rate && (rate.high < all.low || rate.low > all.high))
    .length
}

function Definitions() {
  return (
    <Panel title={t('report.how')}>
      <div class="panel-body">
        <dl class="defined">
          {(['period', 'flow', 'on_time'] as const).map((d) => (
            <div key={d}>
              <dt>{t(`report.def.${d}`)}</dt>
              <dd>{t(`report.def.${d}.text`)}</dd>
            </div>
          ))}
        </dl>
        <Meanings figures={['open', 'overdue']} />
      </div>
    </Panel>
  )
}
