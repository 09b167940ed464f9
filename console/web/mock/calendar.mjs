// Working days of the mock: the official calendars in deploy/calendars, in the zone +08:00.

import { readdirSync, readFileSync } from 'node:fs'

const folder = new URL('../../../deploy/calendars/', import.meta.url)
export const calendars = new Map()
for (const file of readdirSync(folder)) {
  if (!file.endsWith('.json')) continue
  const year = JSON.parse(readFileSync(new URL(file, folder), 'utf8'))
  calendars.set(year.year, year)
}

const zone = 8 * 3_600_000
const ms_a_day = 86_400_000

export const dayNumber = (ms) => Math.floor((ms + zone) / ms_a_day)
export const startOf = (day) => day * ms_a_day - zone
/** 24:00 of a day. */
export const endOf = (day) => startOf(day + 1)
export const text = (day) => new Date(day * ms_a_day).toISOString().slice(0, 10)
export const parse = (day) => Date.parse(`${day}T00:00:00Z`) / ms_a_day
const weekday = (day) => (day + 3) % 7

export function why(day) {
  const d = text(day)
  const year = calendars.get(Number(d.slice(0, 4)))
  if (year?.work?.some((w) => (w.date ?? w) === d)) return ''
  const off = year?.off.find((o) => o.date === d)
  if (off) return off.name
  return ['', '', '', '', '', 'Saturday', 'Sunday'][weekday(day)]
}
export const worked = (day) => why(day) === ''

/** The n-th working day after (n > 0) or before (n < 0) a day. */
export function step(day, n) {
  const by = n < 0 ? -1 : 1
  for (let left = Math.abs(n); left > 0; ) {
    day += by
    if (worked(day)) --left
  }
  return day
}

/** Whole working days from today to a deadline day; negative when it has passed. */
export function left(deadlineDay, today) {
  let n = 0
  for (let day = today + 1; day <= deadlineDay; ++day) n += worked(day) ? 1 : 0
  for (let day = deadlineDay + 1; day < today; ++day) n -= worked(day) ? 1 : 0
  return n
}

export function derive(start, budget, consumed = 0) {
  const first = dayNumber(start)
  const amount = Number.parseInt(budget, 10) - consumed
  let day = first
  const skipped = []
  for (let counted = 0; counted < amount; ) {
    ++day
    const reason = budget.endsWith('wd') ? why(day) : ''
    if (reason) skipped.push({ day: text(day), why: reason })
    else ++counted
  }
  const due = budget.endsWith('h') ? start + amount * 3_600_000 : endOf(day)
  return {
    start,
    budget,
    consumed,
    due,
    skipped,
    skipped_count: skipped.length,
    calendar_revision: calendars.get(2026).authority[0].number,
    provisional: Number(text(day).slice(0, 4)) > 2026,
  }
}
