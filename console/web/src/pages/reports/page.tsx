import type { MapPage, MapVillage, Overview } from '../../contract'
import { minute } from '../../live/freshness'
import { useSnapshot } from '../../live/snapshot'
import { Share, Trend, wilson } from '../../parts/charts'
import { counted, Meanings } from '../../parts/counted'
import { Figure } from '../../parts/figure'
import { Icon } from '../../parts/icon'
import { Panel } from '../../parts/panel'
import { Shown } from '../../parts/state'
import { useTop } from '../../parts/top'
import { dayOf } from '../../time/civil'
import { md, percent, rowDay, spokenDay } from '../../words/format'
import { townships, unitName } from '../../words/names'
import { rich, t } from '../../words/words'
import { daysSince } from '../map/measure'
import { median } from '../map/scale'
import './page.css'

const small = 30

/** A week on one sheet, in administrative order and never as a ranking; each figure is defined. */
export default function ReportsPage() {
  const overview = useSnapshot<Overview>('/overview')
  const map = useSnapshot<MapPage>('/map')
  useTop(
    t('report.week', { d: md(dayOf(minute.value)) }),
    <button type="button" class="button small no-print" onClick={() => print()}>
      <Icon name="print" />
      {t('print')}
    </button>,
  )
  return (
    <Shown view={overview} rows={10}>
      {(o) => (
        <>
          <h2 class="print-title">{t('report.title')}</h2>
          <Say o={o} />
          <div class="report-two">
            <Weeks o={o} />
            <OnTime o={o} />
          </div>
          <Shown view={map}>{({ villages }) => <Towns o={o} villages={villages} />}</Shown>
          <Definitions />
        </>
      )}
    </Shown>
  )
}

function Say({ o }: { o: Overview }) {
  const last = o.weeks.at(-1)
  const before = o.weeks.at(-2)
  if (!last) return null
  const change = last.overdue - (before?.overdue ?? last.overdue)
  return (
    <p class="lead report-say">
      {rich('report.say', {
        d: spokenDay(dayOf(minute.value)),
        opened: <b>{last.opened}</b>,
        closed: <b>{last.closed}</b>,
        overdue: <b>{last.overdue}</b>,
      })}
      {change < 0
        ? t('report.fewer', { n: -change })
        : change > 0
          ? t('report.more', { n: change })
          : t('report.same')}
    </p>
  )
}

function Weeks({ o }: { o: Overview }) {
  return (
    <Figure
      title={t('weeks.title')}
      says={t('weeks.title')}
      heads={[t('col.week'), t('weeks.opened'), t('weeks.closed'), t('weeks.overdue')]}
      rows={o.weeks.map((w) => [rowDay(w.start), w.opened, w.closed, w.overdue])}
    >
      <Trend
        starts={o.weeks.map((w) => w.start)}
        series={[
          { key: 1, label: t('weeks.overdue'), values: o.weeks.map((w) => w.overdue) },
          { key: 2, label: t('weeks.closed'), values: o.weeks.map((w) => w.closed) },
          { key: 3, label: t('weeks.opened'), values: o.weeks.map((w) => w.opened) },
        ]}
      />
    </Figure>
  )
}

function OnTime({ o }: { o: Overview }) {
  const k = o.struck_off_30d.on_time
  const n = k + o.struck_off_30d.late
  const [low, high] = n ? wilson(k, n) : [0, 1]
  return (
    <Panel title={t('kpi.on_time')} note={t('report.days30')}>
      <div class="panel-body on-time">
        <p class="on-time-figure">
          <b>{percent(k, n)}</b> {n > 0 && '%'}{' '}
          <span class="quiet">{t('report.of', { k, n })}</span>
        </p>
        <Share part={k} whole={n} />
        {n > 0 && (
          <p class="note">
            {t('report.range', { low: Math.round(100 * low), high: Math.round(100 * high) })}
          </p>
        )}
        {n < small && <p class="note">{t('report.small')}</p>}
        <p>{t('report.median', { n: o.struck_off_30d.median_days })}</p>
        <p>
          {t('report.seen', {
            n: counted(o.figures, 'villages_visited'),
            of: counted(o.figures, 'villages'),
          })}
        </p>
      </div>
    </Panel>
  )
}

function Towns({ o, villages }: { o: Overview; villages: MapVillage[] }) {
  const now = minute.value
  const city = o.townships.filter((town) => town.unit === '')
  const row = (name: string, here: Overview['townships'], list: MapVillage[]) => {
    const days = list.map((v) => daysSince(v, now)).filter((n): n is number => n !== null)
    return (
      <tr key={name}>
        <td class="strong">{name}</td>
        <td class="num w0">{list.length}</td>
        <td class="num">{here.reduce((n, town) => n + town.open, 0)}</td>
        <td class="num strong">{here.reduce((n, town) => n + town.overdue, 0)}</td>
        <td class="num">{list.reduce((n, v) => n + v.visits, 0)}</td>
        <td class="num w0">{list.length > 0 ? median(days) : ''}</td>
        <td class="num w0">
          {days.length < list.length ? t('unseen.never') : Math.max(0, ...days)}
        </td>
      </tr>
    )
  }
  return (
    <Panel title={t('report.towns')} note={t('report.towns.note')}>
      <div class="scroll" tabIndex={0} role="region" aria-label={t('scroll')}>
        <table class="table">
          <caption class="unseen">{t('report.towns')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('col.township')}</th>
              <th scope="col" class="num w0">
                {t('col.villages')}
              </th>
              <th scope="col" class="num">
                {t('map.open.short')}
              </th>
              <th scope="col" class="num">
                {t('map.overdue.short')}
              </th>
              <th scope="col" class="num">
                {t('map.visits.short')}
              </th>
              <th scope="col" class="num w0">
                {t('report.median_days')}
              </th>
              <th scope="col" class="num w0">
                {t('report.longest')}
              </th>
            </tr>
          </thead>
          <tbody>
            {townships().map((town) =>
              row(
                unitName(town.id),
                o.townships.filter((each) => each.unit === town.id),
                villages.filter((v) => v.township === town.id),
              ),
            )}
            {city.length > 0 && row(t('report.city'), city, [])}
          </tbody>
          <tfoot>{row(t('report.county'), o.townships, villages)}</tfoot>
        </table>
      </div>
    </Panel>
  )
}

function Definitions() {
  return (
    <Panel title={t('report.how')} class="report-how">
      <div class="panel-body">
        <Meanings figures={['open', 'overdue', 'struck_off', 'villages_visited']} />
      </div>
      <dl class="panel-body defined">
        {(['on_time', 'visits', 'unseen'] as const).map((d) => (
          <div key={d}>
            <dt>{t(`report.def.${d}`)}</dt>
            <dd>{t(`report.def.${d}.text`)}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  )
}
