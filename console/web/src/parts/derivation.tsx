// Every deadline explains itself: one sentence, a small calendar, and what it rests on.

import type { CalendarYear, Derivation, Moment, Slip } from '../contract'
import { useSnapshot } from '../live/snapshot'
import { type Cell, holidaysSkipped, madeUpCounted, WorkingDays, weeks } from '../time/calendar'
import { type Day, dateOf, dayOf, deadline, monthOf, plusDays, yearOf } from '../time/civil'
import { holiday, holidayShort } from '../words/calendar'
import { budget, monthName, spokenDay, weekdayHeads } from '../words/format'
import { rich, t } from '../words/words'
import './derivation.css'

interface Props {
  derivation: Derivation
  now: Moment
  runs: boolean
  slip: Slip // of the step reached: the hue of the days over
}

export function Derived({ derivation: d, now, runs, slip }: Props) {
  return (
    <div class="derived">
      <Sentence derivation={d} />
      {d.budget.endsWith('wd') && <Weeks derivation={d} now={now} runs={runs} slip={slip} />}
    </div>
  )
}

/** 10 个工作日，自 9 月 28 日起，扣国庆节 7 天，10 月 10 日补班计入，止于 10 月 15 日。 */
function Sentence({ derivation: d }: { derivation: Derivation }) {
  const off = holidaysSkipped(d)
  const made = madeUpCounted(d)
  const days = d.budget.endsWith('wd')
  return (
    <p class="derived-say">
      {rich(d.consumed > 0 ? 'derived.resumed' : 'derived.from', {
        budget: <b>{budget(d.budget)}</b>,
        start: <b>{spokenDay(days ? plusDays(dayOf(d.start), 1) : dayOf(d.start))}</b>,
        consumed: d.consumed,
      })}
      {off.map(({ name, days: n }) =>
        rich('derived.less', { what: <b>{t('derived.holiday', { name: holiday(name), n })}</b> }),
      )}
      {days && made.map((day) => rich('derived.made_up', { day: <b>{spokenDay(day)}</b> }))}
      {rich('derived.until', { due: <b>{spokenDay(deadline(d.due).day)}</b> })}
      {d.provisional && <span class="tag">{t('due.provisional')}</span>}
    </p>
  )
}

const none: CalendarYear[] = []

/** The years a clock touches; two at most are asked for. */
function useWorkingDays(from: Moment, to: Moment): WorkingDays {
  const first = yearOf(dayOf(from))
  const last = yearOf(dayOf(to))
  const a = useSnapshot<CalendarYear>(`/calendar?year=${first}`)
  const b = useSnapshot<CalendarYear>(last > first ? `/calendar?year=${last}` : null)
  const years = [a.data, b.data].filter((y): y is CalendarYear => y !== null)
  return new WorkingDays(years.length ? years : none)
}

function Weeks({ derivation: d, now, runs, slip }: Props) {
  const calendar = useWorkingDays(d.start, Math.max(d.due, now))
  const rows = weeks(d, calendar, now, runs)
  return (
    <table class="weeks">
      <caption class="unseen">{t('derived.calendar')}</caption>
      <thead>
        <tr>
          <td />
          {weekdayHeads().map((w, i) => (
            <th key={i} scope="col">
              {w}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, i) => {
          // A week is of the month of its Thursday; the day on which one begins says so itself.
          const month = monthOf(row[3]!.day)
          const before = i > 0 ? monthOf(rows[i - 1]![3]!.day) : 0
          const label = month === before ? '' : monthName(month)
          return (
            <tr key={row[0]!.day}>
              <th scope="row">{label}</th>
              {row.map((cell) => (
                <td
                  key={cell.day}
                  class={`day day-${cell.kind}${cell.kind === 'over' ? ` over-${slip}` : ''}${cell.today ? ' today' : ''}${cell.madeUp ? ' made-up' : ''}`}
                >
                  <span>{dateOf(cell.day) === 1 ? firstOfMonth(cell.day) : dateOf(cell.day)}</span>
                  <em>{mark(cell)}</em>
                </td>
              ))}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** 10/1: where a month begins in the middle of a week. */
const firstOfMonth = (day: Day): string => `${monthOf(day)}/1`

function mark(cell: Cell): string {
  switch (cell.kind) {
    case 'last':
      return t('derived.full', { n: cell.number })
    case 'counted':
      return cell.madeUp ? t('derived.work', { n: cell.number }) : String(cell.number)
    case 'over':
      return cell.today ? t('derived.now') : `+${cell.number}`
    case 'holiday':
      return holidayShort(cell.name)
    default:
      return ''
  }
}
