// Spans, budgets and numbers of papers in words; dates as they are written. Numbers of papers never
// break.

import type { Moment } from '../contract'
import { civil } from '../time/civil'
import { t } from './words'

export * from './dates'

/** 5 日 9 小时 42 分: at most two measures, the larger first. */
export function span(ms: number): string {
  const minutes = Math.floor(Math.abs(ms) / 60_000)
  const days = Math.floor(minutes / 1440)
  const hours = Math.floor((minutes % 1440) / 60)
  if (days > 0) return t('span.days', { d: days, h: hours })
  if (hours > 0) return t('span.hours', { h: hours, m: minutes % 60 })
  return t('span.minutes', { m: minutes % 60 })
}

/** "2026-12" is year and number of a paper; in rows the number alone unless the year is another. */
export function shortNumber(number: string, now: Moment): string {
  const [year = '', n = ''] = number.split('-')
  return n && Number(year) === civil(now).year ? n : number
}

type Paper = 'task' | 'rectification' | 'case' | 'assignment' | 'plan' | 'proposal'

/** 督字〔2026〕12号 */
export function paper(kind: Paper, number: string): string {
  const [year = '', n = ''] = number.split('-')
  return t(`number.${kind}`, { year, n })
}

/** "10wd" as people say it. */
export function budget(text: string): string {
  const found = /^(\d+)(wd|[hdm])$/.exec(text)
  if (!found) return text
  return t(`budget.${found[2] as 'h' | 'd' | 'wd' | 'm'}`, { n: Number(found[1]) })
}

/** Bytes as disks are measured: "12.3 GB". */
export function diskSize(bytes: number): string {
  const gb = bytes / 1e9
  return gb >= 1 ? `${gb.toFixed(1)} GB` : `${Math.max(1, Math.round(bytes / 1e6))} MB`
}
