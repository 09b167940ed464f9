import { href } from '../../base/router'
import type { Figure, Overview } from '../../contract'
import { Counted, counted, Meanings, rate_from } from '../../parts/counted'
import { Mark, slips } from '../../parts/slip'
import { percent } from '../../words/format'
import { t } from '../../words/words'

interface Kpi {
  figure?: Figure // its word and meaning
  label?: string // where it is a rate
  value: string | number
  unit: string
  note?: string
}

/** A figure that is not the session's to know has no tile. */
function kpis(o: Overview): Kpi[] {
  const n = (figure: Figure) => counted(o.figures, figure)
  const of = (figure: Figure, unit: string, note?: string): Kpi[] =>
    o.figures[figure] === null ? [] : [{ figure, value: n(figure), unit, note }]
  const done = o.struck_off_30d.on_time + o.struck_off_30d.late
  const rates: Kpi[] = [
    {
      label: t('kpi.on_time'),
      value: done < rate_from ? '—' : percent(o.struck_off_30d.on_time, done),
      unit: done < rate_from ? '' : '%',
      note: t('kpi.on_time.note', { k: o.struck_off_30d.on_time, n: done }),
    },
    {
      label: t('kpi.median'),
      value: done ? o.struck_off_30d.median_days : '—',
      unit: done ? t('unit.days') : '',
      note: t('kpi.median.note', { n: n('struck_off') }),
    },
  ]
  return [
    ...of('found_today', t('unit.items'), t('kpi.found.note', { n: n('found_yesterday') })),
    ...of(
      'tasks_open',
      t('unit.items'),
      t('kpi.tasks.note', {
        n: n('in_the_village'),
        m: n('on_the_way'),
        r: n('awaiting_review'),
      }),
    ),
    ...of('sealed', t('unit.items'), t('kpi.sealed.note')),
    ...(o.figures.struck_off === null ? [] : rates),
    ...of('leads', t('unit.matters')),
    ...of('villages_visited', t('kpi.villages.of', { n: n('villages') })),
  ]
}

/** What the page counts, as it is defined. */
const meant: Figure[] = [
  'open',
  'overdue',
  'due_in_week',
  'blue',
  'yellow',
  'orange',
  'red',
  'awaiting_interview',
  'found_today',
  'found_yesterday',
  'tasks_open',
  'in_the_village',
  'on_the_way',
  'awaiting_review',
  'sealed',
  'struck_off',
  'struck_off_this_week',
  'leads',
  'villages_visited',
  'notices_waiting',
  'records',
]

export function HowCounted({ o }: { o: Overview }) {
  return (
    <details class="panel how-counted no-print">
      <summary>{t('report.how')}</summary>
      <Meanings figures={meant.filter((figure) => o.figures[figure] !== null)} />
    </details>
  )
}

export function Figures({ o }: { o: Overview }) {
  return (
    <dl class="kpis">
      {o.figures.open !== null && (
        <div class="kpi kpi-first">
          <dt>
            <Counted figure="open" />
          </dt>
          <dd>
            <b>{o.figures.open}</b> {t('unit.matters')}
          </dd>
          <dd class="kpi-slips">
            {slips.map((slip) => (
              <a
                key={slip}
                href={href(`/rectifications?slip=${slip}`)}
                title={t(`figure.${slip}.text`)}
              >
                <Mark slip={slip} />
                {t(`colour.${slip}`)} {counted(o.figures, slip)}
              </a>
            ))}
          </dd>
        </div>
      )}
      {kpis(o).map((k) => (
        <div class="kpi" key={k.figure ?? k.label}>
          <dt>{k.figure ? <Counted figure={k.figure} /> : k.label}</dt>
          <dd>
            <b>{k.value}</b> {k.unit}
          </dd>
          {k.note && <dd class="note">{k.note}</dd>}
        </div>
      ))}
    </dl>
  )
}
