import type { Overview } from '../../contract'
import { minute } from '../../live/freshness'
import { AgeLegend, ageLabel, ageParts, ageTotal, Stack, Trend } from '../../parts/charts'
import { counted } from '../../parts/counted'
import { near_days } from '../../parts/due'
import { Figure } from '../../parts/figure'
import { Panel } from '../../parts/panel'
import { dateOf, dayOf, plusDays, weekday } from '../../time/civil'
import { rowDay, weekdayShort } from '../../words/format'
import { t } from '../../words/words'

const bar_px = 52

/** What falls due on each of the coming days; blue is within three working days. */
export function DueSoon({ o }: { o: Overview }) {
  const today = dayOf(minute.value)
  const days = o.due_days
    .map(({ n, days_left }, i) => ({
      day: plusDays(today, i),
      n,
      near: n > 0 && days_left < near_days,
    }))
    .filter(({ day, n }) => n > 0 || weekday(day) < 5)
  const most = Math.max(1, ...days.map((d) => d.n))
  return (
    <Panel
      title={t('due_soon.title')}
      note={t('due_soon.note', { n: counted(o.figures, 'due_in_week') })}
      link={{ to: '/rectifications?state=due_in_week', text: t('nav.ledger') }}
    >
      <ol class="days due-soon">
        {days.map(({ day, n, near }) => (
          <li key={day}>
            <b>{n}</b>
            <i
              class={near ? 'seg-blue' : 'seg-none'}
              style={{ height: `${Math.max(2, (bar_px * n) / most)}px` }}
            />
            <span class={day === today ? 'strong' : 'quiet'}>
              {day === today ? t('today') : `${dateOf(day)} ${weekdayShort(day)}`}
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  )
}

export function Weeks({ weeks }: { weeks: Overview['weeks'] }) {
  const last = weeks.at(-1)
  return (
    <Figure
      title={t('weeks.title')}
      says={t('weeks.says', {
        opened: last?.opened ?? 0,
        closed: last?.closed ?? 0,
        overdue: last?.overdue ?? 0,
      })}
      heads={[t('col.week'), t('weeks.opened'), t('weeks.closed'), t('weeks.overdue')]}
      rows={weeks.map((w) => [rowDay(w.start), w.opened, w.closed, w.overdue])}
    >
      <Trend
        starts={weeks.map((w) => w.start)}
        series={[
          { key: 1, label: t('weeks.overdue'), values: weeks.map((w) => w.overdue) },
          { key: 2, label: t('weeks.closed'), values: weeks.map((w) => w.closed) },
          { key: 3, label: t('weeks.opened'), values: weeks.map((w) => w.opened) },
        ]}
      />
    </Figure>
  )
}

export function AgeFigure({ ageing }: { ageing: Overview['ageing'] }) {
  const most = Math.max(...ageing.map(ageTotal))
  return (
    <Figure
      title={t('age.title')}
      note={t('age.note')}
      says={ageing.map((age) => `${ageLabel(age.label)}: ${ageTotal(age)}`).join(t('comma'))}
      heads={[t('age.title'), ...ageParts.map((part) => t(`age.${part}`))]}
      rows={ageing.map((age) => [ageLabel(age.label), ...ageParts.map((part) => age[part])])}
    >
      <div class="ages">
        {ageing.map((age) => (
          <>
            <span class="nowrap">{ageLabel(age.label)}</span>
            <Stack age={age} max={most} />
            <span class="ages-total">{ageTotal(age)}</span>
          </>
        ))}
      </div>
      <AgeLegend />
    </Figure>
  )
}
