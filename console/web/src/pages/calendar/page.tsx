import { useEffect, useState } from 'preact/hooks'
import { ask, setQuery } from '../../base/router'
import { has } from '../../base/session'
import type { CalendarYear } from '../../contract'
import { minute } from '../../live/freshness'
import { touches, useSnapshot } from '../../live/snapshot'
import { Panel } from '../../parts/panel'
import { Shown } from '../../parts/state'
import { WorkingDays } from '../../time/calendar'
import { type Day, dayFrom, dayNumber, dayOf, monthOf, weekday, yearOf } from '../../time/civil'
import { calendarBasis, holiday } from '../../words/calendar'
import { monthName, weekdayHeads } from '../../words/format'
import { t } from '../../words/words'
import { Load } from './load'
import './page.css'

export default function CalendarPage() {
  const today = dayOf(minute.value)
  const year = Number(ask('year')) || yearOf(today)
  const view = useSnapshot<CalendarYear>(`/calendar?year=${year}`, {
    concerns: touches('calendar'),
  })
  const [loading, setLoading] = useState(false)
  return (
    <Shown view={view} rows={10}>
      {(c) => {
        const days = new WorkingDays([c])
        return (
          <>
            <div class="bar calendar-bar">
              <div class="switch no-print">
                {(c.years.length ? c.years : [year]).map((y) => (
                  <button
                    key={y}
                    type="button"
                    aria-pressed={y === c.year}
                    onClick={() => setQuery({ year: y === yearOf(today) ? '' : String(y) })}
                  >
                    {y}
                  </button>
                ))}
              </div>
              {!c.official && <span class="tag">{t('due.provisional')}</span>}
              <span class="quiet" title={c.revision}>
                {t(c.official ? 'calendar.official' : 'calendar.provisional', {
                  r: calendarBasis(c.revision, c.year, c.official),
                })}
              </span>
              <span class="grow" />
              {has('plan_keeper') && (
                <button type="button" class="button no-print" onClick={() => setLoading(true)}>
                  {t('calendar.load')}…
                </button>
              )}
              <p class="legend">
                <span>
                  <i class="cal-off" />
                  {t('calendar.off')}
                </span>
                <span>
                  <i class="cal-work" />
                  {t('calendar.work')}
                </span>
              </p>
            </div>
            <Months c={c} days={days} today={today} />
            <Names c={c} />
            {loading && <Load close={() => setLoading(false)} />}
          </>
        )
      }}
    </Shown>
  )
}

/** On a phone the months stand below each other: the year opens at this one. */
function useThisMonth(year: number, today: Day): void {
  useEffect(() => {
    if (year !== yearOf(today) || !matchMedia('(max-width: 640px)').matches) return
    document.getElementById(`month-${monthOf(today)}`)?.scrollIntoView()
  }, [year])
}

function Months({ c, days, today }: { c: CalendarYear; days: WorkingDays; today: Day }) {
  useThisMonth(c.year, today)
  return (
    <div class="months">
      {Array.from({ length: 12 }, (_, i) => (
        <div key={i} id={`month-${i + 1}`}>
          <Month year={c.year} month={i + 1} days={days} today={today} openTail={c.open_tail} />
        </div>
      ))}
    </div>
  )
}

interface MonthProps {
  year: number
  month: number
  days: WorkingDays
  today: Day
  openTail: string
}

function Month({ year, month, days, today, openTail }: MonthProps) {
  const two = String(month).padStart(2, '0')
  const first = `${year}-${two}-01`
  const length = new Date(Date.UTC(year, month, 0)).getUTCDate()
  const lead = weekday(first)
  const cells: (Day | null)[] = Array.from({ length: lead }, () => null)
  for (let d = 0; d < length; ++d) cells.push(dayFrom(dayNumber(first) + d))
  while (cells.length % 7) cells.push(null)
  const rows = Array.from({ length: cells.length / 7 }, (_, i) => cells.slice(7 * i, 7 * i + 7))
  const worked = cells.filter((d) => d && days.worked(d)).length
  return (
    <Panel title={monthName(month)} note={t('calendar.worked', { n: worked })}>
      <table class="month">
        <caption class="unseen">{`${year} ${monthName(month)}`}</caption>
        <thead>
          <tr>
            {weekdayHeads().map((w, i) => (
              <th key={i} scope="col">
                {w}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            <tr key={i}>
              {row.map((day, k) => (
                <td
                  key={k}
                  class={day ? look(day, days, today, openTail) : ''}
                  title={day ? holiday(days.holiday(day)) : undefined}
                >
                  {day && (
                    <>
                      {Number(day.slice(8))}
                      {days.madeUp(day) && <em>{t('calendar.work.short')}</em>}
                      {days.holiday(day) && <em>{t('calendar.off.short')}</em>}
                    </>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  )
}

function look(day: Day, days: WorkingDays, today: Day, openTail: string): string {
  const out: string[] = []
  if (days.holiday(day)) out.push('cal-off')
  else if (days.madeUp(day)) out.push('cal-work')
  else if (!days.worked(day)) out.push('cal-rest')
  if (day === today) out.push('cal-today')
  if (openTail && day >= openTail) out.push('cal-open')
  return out.join(' ')
}

/** The same as words: what is off, what is worked. */
function Names({ c }: { c: CalendarYear }) {
  const spans: { name: string; from: string; to: string; n: number }[] = []
  for (const { day, name } of c.off) {
    const last = spans.at(-1)
    if (last && last.name === name && dayNumber(day) - dayNumber(last.to) === 1) {
      last.to = day
      last.n += 1
    } else spans.push({ name, from: day, to: day, n: 1 })
  }
  return (
    <Panel
      title={t('calendar.names')}
      note={c.open_tail ? t('calendar.open_tail', { d: c.open_tail }) : undefined}
    >
      <table class="table plain">
        <caption class="unseen">{t('calendar.names')}</caption>
        <tbody>
          {spans.map((s) => (
            <tr key={s.from}>
              <td class="strong nowrap">{holiday(s.name)}</td>
              <td class="nowrap">{s.n > 1 ? `${s.from} – ${s.to}` : s.from}</td>
              <td class="num">{t('n.days', { n: s.n })}</td>
            </tr>
          ))}
          {c.work.length > 0 && (
            <tr>
              <td class="strong">{t('calendar.work')}</td>
              <td>{c.work.join(t('comma.list'))}</td>
              <td class="num">{t('n.days', { n: c.work.length })}</td>
            </tr>
          )}
        </tbody>
      </table>
    </Panel>
  )
}
