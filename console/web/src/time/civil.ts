// Days and hours as the jurisdiction reads them, whatever zone the reader's machine is in.

import type { Moment } from '../contract'

export interface Civil {
  year: number
  month: number // 1..12
  day: number
  hour: number
  minute: number
  second: number
}

let format = formatter('Asia/Shanghai')

function formatter(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
}

export function setZone(timeZone: string): void {
  format = formatter(timeZone)
}

export function civil(at: Moment): Civil {
  const out: Record<string, number> = {}
  for (const part of format.formatToParts(at)) out[part.type] = Number(part.value)
  return out as unknown as Civil
}

const two = (n: number) => String(n).padStart(2, '0')

/** 2026-10-21: days are compared and sent in this form. */
export type Day = string

export function dayOf(at: Moment): Day {
  const c = civil(at)
  return `${c.year}-${two(c.month)}-${two(c.day)}`
}

/**
 * A deadline at local midnight belongs to the day before, where it is written 24:00; any other
 * moment keeps its own day and hour.
 */
export function deadline(at: Moment): { day: Day; hour: string } {
  const before = dayOf(at - 1)
  return before === dayOf(at) ? { day: before, hour: hourOf(at) } : { day: before, hour: '24:00' }
}

export function hourOf(at: Moment, seconds = false): string {
  const c = civil(at)
  return `${two(c.hour)}:${two(c.minute)}${seconds ? `:${two(c.second)}` : ''}`
}

const ms_a_day = 86_400_000

/** Days count from 1970-01-01; civil days have no zone. */
export const dayNumber = (day: Day): number => Math.round(Date.parse(`${day}T00:00:00Z`) / ms_a_day)
export const dayFrom = (number: number): Day =>
  new Date(number * ms_a_day).toISOString().slice(0, 10)
export const plusDays = (day: Day, n: number): Day => dayFrom(dayNumber(day) + n)
export const daysBetween = (from: Day, to: Day): number => dayNumber(to) - dayNumber(from)

/** 0 = Monday … 6 = Sunday. */
export const weekday = (day: Day): number => (dayNumber(day) + 3) % 7

export const yearOf = (day: Day): number => Number(day.slice(0, 4))
export const monthOf = (day: Day): number => Number(day.slice(5, 7))
export const dateOf = (day: Day): number => Number(day.slice(8, 10))

/** The moment of an hour of a day, in the jurisdiction's zone. */
export function momentOf(day: Day, hour: number): Moment {
  const guess = dayNumber(day) * ms_a_day + hour * 3_600_000
  const c = civil(guess)
  const read = Date.UTC(c.year, c.month - 1, c.day, c.hour, c.minute, c.second)
  return guess - (read - guess)
}
