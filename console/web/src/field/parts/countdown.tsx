// The limit that runs, as large as the screen allows. No colour before it is over, and none after:
// the word says it.

import { Icon } from '../../parts/icon'
import { lately } from '../../words/dates'
import type { Moment } from '../contract'
import { now } from '../shell/clock'
import { t } from '../words/words'

const two = (n: number) => String(n).padStart(2, '0')

/** 22:41:20; from two days on, days and hours. */
export function remaining(ms: number): string {
  const s = Math.floor(Math.abs(ms) / 1000)
  const hours = Math.floor(s / 3600)
  if (hours >= 48) return t('span.days', { d: Math.floor(hours / 24), h: hours % 24 })
  return `${hours}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}`
}

const sayLimit = (due: Moment): string =>
  t(now.value < due ? 'limit.left.t' : 'limit.over.t', { t: remaining(due - now.value) })

interface Limit {
  what: 'accept' | 'check_in' | 'report'
  due: Moment
}

/** `late`: what may still be done once it is over. */
export function Countdown({ limit, late }: { limit: Limit | null; late: string }) {
  if (!limit) return null
  const over = now.value >= limit.due
  return (
    <section class="block">
      <p class="text">{t(`limit.${limit.what}`)}</p>
      <p class="countdown" role="timer">
        {remaining(limit.due - now.value)}
        <small>{t(over ? 'limit.over' : 'limit.left')}</small>
      </p>
      <p class="note">{t('limit.by', { t: lately(limit.due, now.value) })}</p>
      {over && <p class="band">{late}</p>}
    </section>
  )
}

/** The same in one line of a card. */
export function CardLimit({ limit }: { limit: Limit | null }) {
  if (!limit) return null
  return (
    <span class="card-limit">
      <Icon name="clock" />
      {t(`limit.${limit.what}`)}
      {t('comma')}
      <b>{sayLimit(limit.due)}</b>
    </span>
  )
}
