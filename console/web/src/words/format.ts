// Dates, numbers and spans as the two languages write them. 24:00 ends a day; years stand where a
// date binds; numbers of papers never break.

import type { Moment } from '../contract'
import {
  civil,
  type Day,
  dateOf,
  dayOf,
  deadline,
  hourOf,
  monthOf,
  weekday,
  yearOf,
} from '../time/civil'
import { lang } from './lang'
import { t } from './words'

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

/** 5 日 9 小时 42 分: at most two measures, the larger first. */
export function span(ms: number): string {
  const minutes = Math.floor(Math.abs(ms) / 60_000)
  const days = Math.floor(minutes / 1440)
  const hours = Math.floor((minutes % 1440) / 60)
  if (days > 0) return t('span.days', { d: days, h: hours })
  if (hours > 0) return t('span.hours', { h: hours, m: minutes % 60 })
  return t('span.minutes', { m: minutes % 60 })
}

export const count = (n: number): string => n.toLocaleString('en-US')

export function percent(part: number, whole: number): string {
  return whole === 0 ? '—' : `${((100 * part) / whole).toFixed(part === whole ? 0 : 1)}`
}

/** "2026-12" is year and number of a paper; in rows the number alone unless the year is another. */
export function shortNumber(number: string, now: Moment): string {
  const [year = '', n = ''] = number.split('-')
  return n && Number(year) === civil(now).year ? n : number
}

type Paper = 'task' | 'rectification' | 'case' | 'plan'

/** 督字〔2026〕12号 */
export function paper(kind: Paper, number: string): string {
  const [year = '', n = ''] = number.split('-')
  return t(`paper.${kind}`, { year, n })
}

/** "10wd" as people say it. */
export function budget(text: string): string {
  const found = /^(\d+)(wd|[hdm])$/.exec(text)
  if (!found) return text
  return t(`budget.${found[2] as 'h' | 'd' | 'wd' | 'm'}`, { n: Number(found[1]) })
}

/** Eight characters of a hash, in fours: what people compare. */
export const hashHead = (hash: string): string => hash.slice(0, 16).replace(/(.{4})(?=.)/g, '$1 ')
