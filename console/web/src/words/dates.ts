// Dates and numbers as the two languages write them. 24:00 ends a day; years stand where a date binds.

import type { Moment } from '../contract'
import { type Day, dateOf, dayOf, deadline, hourOf, monthOf, weekday, yearOf } from '../time/civil'
import { lang } from './lang'

const weekdays_zh = ['一', '二', '三', '四', '五', '六', '日']
const weekdays_en = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const months_en = [
  'Jan',
  'Feb',
  'Mar',
  'Apr',
  'May',
  'Jun',
  'Jul',
  'Aug',
  'Sep',
  'Oct',
  'Nov',
  'Dec',
]

const english = () => lang.value === 'en'

export const weekdayShort = (day: Day): string =>
  (english() ? weekdays_en : weekdays_zh)[weekday(day)]!
export const weekdayHeads = (): string[] =>
  english() ? weekdays_en.map((w) => w[0]!) : weekdays_zh
export const monthName = (month: number): string =>
  english() ? months_en[month - 1]! : `${month} 月`

/** 10-15: in rows. */
export const md = (day: Day): string => day.slice(5)
export const rowDay = (at: Moment): string => (at ? md(dayOf(at)) : '—')
export const rowDue = (at: Moment): string => (at ? md(deadline(at).day) : '—')
export const rowTime = (at: Moment): string => (at ? `${md(dayOf(at))} ${hourOf(at)}` : '—')

/** 10 月 15 日: in sentences. */
export const spokenDay = (day: Day): string =>
  english()
    ? `${dateOf(day)} ${months_en[monthOf(day) - 1]}`
    : `${monthOf(day)} 月 ${dateOf(day)} 日`

/** 10 月 21 日 三, Wed 21 Oct: a day as a heading. */
export const headDay = (day: Day): string =>
  english() ? `${weekdayShort(day)} ${spokenDay(day)}` : `${spokenDay(day)} ${weekdayShort(day)}`

/** 10 月 21 日 星期三 */
export const spokenToday = (at: Moment): string => {
  const day = dayOf(at)
  return english()
    ? `${weekdays_en[weekday(day)]} ${spokenDay(day)}`
    : `${spokenDay(day)} 星期${weekdays_zh[weekday(day)]}`
}

/** 2026-10-15 24:00: where it binds. */
export const binding = (at: Moment): string => {
  const { day, hour } = deadline(at)
  return `${day} ${hour}`
}

/** 10 月 15 日 24:00 */
export const spokenDue = (at: Moment): string => {
  const { day, hour } = deadline(at)
  return english() ? `${spokenDay(day)}, ${hour}` : `${spokenDay(day)} ${hour}`
}

export const stamp = (at: Moment): string => `${dayOf(at)} ${hourOf(at, true)}`

/** 今天 08:30, else 10-19 16:42, with the year when it is another. */
export function lately(at: Moment, now: Moment): string {
  const day = dayOf(at)
  const today = dayOf(now)
  if (day === today) return hourOf(at)
  return yearOf(day) === yearOf(today) ? `${md(day)} ${hourOf(at)}` : `${day} ${hourOf(at)}`
}

const two = (n: number) => String(n).padStart(2, '0')

/** 2:48 hours and minutes. */
export function clock(ms: number): string {
  const minutes = Math.max(0, Math.floor(ms / 60_000))
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}`
}

export const count = (n: number): string => n.toLocaleString('en-US')

/** 412 KB, 3.2 MB: never less than one. */
export function bytes(n: number): string {
  const kb = Math.max(1, Math.ceil(n / 1024))
  return kb < 1024 ? `${kb} KB` : `${(kb / 1024).toFixed(1)} MB`
}

export function percent(part: number, whole: number): string {
  return whole === 0 ? '—' : `${((100 * part) / whole).toFixed(part === whole ? 0 : 1)}`
}

/** Eight characters of a hash, in fours: what people compare. */
export const hashHead = (hash: string): string => hash.slice(0, 16).replace(/(.{4})(?=.)/g, '$1 ')
