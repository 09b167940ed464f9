import { href } from '../../base/router'
import type { Overview } from '../../contract'
import { sum } from '../../parts/counts'
import { Mark, slips } from '../../parts/slip'
import { percent } from '../../words/format'
import { t } from '../../words/words'

interface Kpi {
  label: string
  value: string | number
  unit: string
  note?: string
}

function kpis(o: Overview): Kpi[] {
  const done = o.struck_off_30d.on_time + o.struck_off_30d.late
  const out: Kpi[] = [
    {
      label: t('kpi.found'),
      value: sum(o.found_today),
      unit: t('unit.items'),
      note: t('kpi.found.note', { n: sum(o.found_yesterday) }),
    },
    {
      label: t('kpi.tasks'),
      value: o.on_the_way + o.in_field.length,
      unit: t('unit.items'),
      note: t('kpi.tasks.note', { n: o.in_field.length, m: o.on_the_way }),
    },
    { label: t('kpi.sealed'), value: o.sealed, unit: t('unit.items'), note: t('kpi.sealed.note') },
    {
      label: t('kpi.on_time'),
      value: percent(o.struck_off_30d.on_time, done),
      unit: done ? '%' : '',
      note: t('kpi.on_time.note', { k: o.struck_off_30d.on_time, n: done }),
    },
    {
      label: t('kpi.median'),
      value: o.struck_off_30d.median_days,
      unit: t('unit.days'),
      note: t('kpi.median.note', { n: o.struck_off }),
    },
    {
      label: t('kpi.villages'),
      value: o.villages_seen,
      unit: t('kpi.villages.of', { n: o.villages }),
      note: t('kpi.villages.note'),
    },
  ]
  if (o.leads !== null) {
    out.splice(5, 0, {
      label: t('kpi.leads'),
      value: o.leads,
      unit: t('unit.matters'),
      note: t('kpi.leads.note'),
    })
  }
  return out
}

export function Figures({ o }: { o: Overview }) {
  return (
    <dl class="kpis">
      <div class="kpi kpi-first">
        <dt>{t('kpi.open')}</dt>
        <dd>
          <b>{o.open_rectifications}</b> {t('unit.matters')}
        </dd>
        <dd class="kpi-slips">
          {slips.map((slip) => (
            <a key={slip} href={href(`/rectifications?slip=${slip}`)}>
              <Mark slip={slip} />
              {t(`colour.${slip}`)} {o.open_by_slip[slip]}
            </a>
          ))}
        </dd>
      </div>
      {kpis(o).map((k) => (
        <div class="kpi" key={k.label}>
          <dt>{k.label}</dt>
          <dd>
            <b>{k.value}</b> {k.unit}
          </dd>
          {k.note && <dd class="note">{k.note}</dd>}
        </div>
      ))}
    </dl>
  )
}
