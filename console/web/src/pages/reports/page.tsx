import { ask, href, setQuery } from '../../base/router'
import type { Report, ReportRow } from '../../contract'
import { minute } from '../../live/freshness'
import { useSnapshot } from '../../live/snapshot'
import { Share } from '../../parts/charts'
import { Meanings } from '../../parts/counted'
import { Icon } from '../../parts/icon'
import { Panel } from '../../parts/panel'
import { Shown } from '../../parts/state'
import { useTop } from '../../parts/top'
import { rowDue, stamp } from '../../words/format'
import { lang } from '../../words/lang'
import { unitName } from '../../words/names'
import { rich, t } from '../../words/words'
import './page.css'

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
          <Trends report={report} />
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
  const { now, rate } = report.total
  return (
    <>
      <p class="lead report-say">
        {rich('report.sentence', {
          period: report.period,
          opened: <b>{now.opened}</b>,
          closed: <b>{now.closed}</b>,
          overdue: <b>{now.overdue}</b>,
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

/** Townships whose whole range lies beyond the county's. */
function apart(report: Report): number {
  const all = report.total.rate
  if (!all) return 0
  return report.rows.filter(({ rate }) => rate && (rate.high < all.low || rate.low > all.high))
    .length
}

const nameOf = (row: ReportRow): string =>
  row.now.unit ? unitName(row.now.unit) : t('report.city')

/** One small picture a township, all on one scale: their shapes are compared, not their heights. */
function Trends({ report }: { report: Report }) {
  const most = Math.max(1, ...report.rows.flatMap((row) => row.trend))
  return (
    <Panel title={t('report.trend')} note={t('report.trend.note', { n: most })}>
      <ul class="report-trends">
        {report.rows.map((row) => (
          <li key={row.now.unit}>
            <p>
              <span class="strong">{nameOf(row)}</span>
              <b>{row.now.overdue}</b>
            </p>
            <Line values={row.trend} most={most} />
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

function Line({ values, most }: { values: number[]; most: number }) {
  const x = (i: number) => 2 + (i * 176) / Math.max(1, values.length - 1)
  const y = (n: number) => 46 - (n * 42) / most
  return (
    <svg class="report-line" viewBox="0 0 180 50" role="img" aria-label={values.join(', ')}>
      <path class="trend-grid" d="M2 4H178M2 25H178M2 46H178" />
      <path
        class="report-path"
        d={values.map((n, i) => `${i ? 'L' : 'M'}${x(i)} ${y(n)}`).join('')}
      />
    </svg>
  )
}

const counts = ['visits', 'findings', 'opened', 'closed', 'returned', 'open', 'overdue'] as const

function Rows({ report }: { report: Report }) {
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
              <th scope="col">{t('report.col.range')}</th>
            </tr>
          </thead>
          <tbody>
            {report.rows.map((row) => (
              <Row key={row.now.unit} name={nameOf(row)} row={row} />
            ))}
          </tbody>
          <tfoot>
            <Row name={t('report.county')} row={report.total} />
          </tfoot>
        </table>
      </div>
    </Panel>
  )
}

function Row({ name, row }: { name: string; row: ReportRow }) {
  const { now, before, rate } = row
  return (
    <tr>
      <td class="strong">{name}</td>
      {counts.map((count) => (
        <td key={count} class={count === 'overdue' ? 'num strong' : 'num'}>
          {now[count]} <span class="report-was">{t('report.was', { n: before[count] })}</span>
        </td>
      ))}
      <td class="num">{rate ? `${rate.share} %` : ''}</td>
      <td class="num">
        {now.on_time} / {now.closed}
      </td>
      <td>
        {rate ? (
          <>
            <Share part={now.on_time} whole={now.closed} />
            <span class="note report-range">
              {rate.low}–{rate.high} %
            </span>
          </>
        ) : (
          <span class="quiet">{t('report.few')}</span>
        )}
      </td>
    </tr>
  )
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
