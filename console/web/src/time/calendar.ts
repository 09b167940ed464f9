// Which days are worked, and how a deadline came about, drawn week by week.

import type { CalendarYear, Derivation, Moment } from '../contract'
import { type Day, dayNumber, dayOf, deadline, plusDays, weekday } from './civil'

/** Makes the question "is this day worked?" of the years that were fetched. */
export class WorkingDays {
  private readonly names = new Map<Day, string>()
  private readonly work = new Set<Day>()

  constructor(years: CalendarYear[]) {
    for (const year of years) {
      for (const { day, name } of year.off) this.names.set(day, name)
      for (const day of year.work) this.work.add(day)
    }
  }

  holiday(day: Day): string {
    return this.names.get(day) ?? ''
  }
  madeUp(day: Day): boolean {
    return this.work.has(day)
  }
  worked(day: Day): boolean {
    if (this.work.has(day)) return true
    return !this.names.has(day) && weekday(day) < 5
  }
}

export interface Cell {
  day: Day
  kind: 'counted' | 'last' | 'over' | 'holiday' | 'rest' | 'other'
  number: number // counted: which of the budget; over: how many days over
  madeUp: boolean
  today: boolean
  name: string // of the holiday
}

/** Never more weeks than a reader takes in; a long clock shows its end. */
export const weeks_max = 8

/**
 * The weeks from the first counted day to today or the deadline, whichever is later. The days
 * counted are what the server says: all from the day after the start to the deadline, less those
 * it skipped.
 */
export function weeks(d: Derivation, calendar: WorkingDays, now: Moment, runs: boolean): Cell[][] {
  const skipped = new Set(d.skipped.map((s) => s.day))
  const first = plusDays(dayOf(d.start), 1)
  const last = deadline(d.due).day
  const today = dayOf(now)
  const end = runs && today > last ? today : last
  const begin = dayNumber(first) - weekday(first)
  const finish = dayNumber(end) + 6 - weekday(end)
  const cells: Cell[] = []
  let counted = d.consumed
  let over = 0
  for (
    let day = plusDays(first, -weekday(first));
    dayNumber(day) <= finish;
    day = plusDays(day, 1)
  ) {
    const cell: Cell = {
      day,
      kind: 'other',
      number: 0,
      madeUp: calendar.madeUp(day),
      today: day === today,
      name: calendar.holiday(day),
    }
    if (day >= first && day <= last) {
      if (skipped.has(day)) cell.kind = cell.name ? 'holiday' : 'rest'
      else {
        cell.number = ++counted
        cell.kind = day === last ? 'last' : 'counted'
      }
    } else if (day > last && day <= end && calendar.worked(day)) {
      cell.number = ++over
      cell.kind = 'over'
    } else if (cell.name) {
      cell.kind = 'holiday'
    }
    cells.push(cell)
  }
  const rows: Cell[][] = []
  for (let i = 0; i < finish - begin + 1; i += 7) rows.push(cells.slice(i, i + 7))
  return rows.slice(-weeks_max)
}

/** Holidays that a clock went past, each once, with how many of its days. */
export function holidaysSkipped(d: Derivation): { name: string; days: number }[] {
  const out = new Map<string, number>()
  for (const { why } of d.skipped) {
    if (why === 'Saturday' || why === 'Sunday' || why === '') continue
    out.set(why, (out.get(why) ?? 0) + 1)
  }
  return [...out].map(([name, days]) => ({ name, days }))
}

/** Weekend days that counted because a notice made them working days. */
export function madeUpCounted(d: Derivation): Day[] {
  const skipped = new Set(d.skipped.map((s) => s.day))
  const out: Day[] = []
  const last = deadline(d.due).day
  for (let day = plusDays(dayOf(d.start), 1); day <= last; day = plusDays(day, 1)) {
    if (weekday(day) >= 5 && !skipped.has(day)) out.push(day)
  }
  return out
}
