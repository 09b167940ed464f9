// A command room's wall: its own layout at 1920 × 1080, dark, three zones that never move. Villages
// only, no names of persons; no click is needed and nothing moves but numbers.

import { useEffect } from 'preact/hooks'
import { me } from '../../base/session'
import type { MapPage, MapVillage, Overview, RectificationRow } from '../../contract'
import { asOf, freshness, line, minute, timeOfDay } from '../../live/freshness'
import { touches, useSnapshot } from '../../live/snapshot'
import { counted, rate_from } from '../../parts/counted'
import { Icon } from '../../parts/icon'
import { Mark } from '../../parts/slip'
import { dayOf, hourOf, plusDays } from '../../time/civil'
import { clock, count, percent, spokenToday, weekdayShort } from '../../words/format'
import { lang } from '../../words/lang'
import { groupShort, groupTag, townships, unitName, unitShort } from '../../words/names'
import { capital, t, word } from '../../words/words'
import { daysSince } from '../map/measure'
import { median, shade } from '../map/scale'
import { few, out, share } from './wall-rows'
import './wall.css'

const width = 1920
const height = 1080
const late_rows = 7

const steps = ['red', 'orange', 'yellow'] as const

interface SlippedProps {
  o: Overview
  slip: (typeof steps)[number]
  rows: RectificationRow[] // overdue
  shown: number
}

/** A wall that runs for months begins anew each night, whatever its browser has gathered. */
const anew_ms = 86_400_000

export default function Wall() {
  const o = useSnapshot<Overview>('/overview').data
  const map = useSnapshot<MapPage>('/map', { concerns: touches('task', 'rectification') })
  useEffect(() => {
    const root = document.documentElement
    const before = root.dataset.theme
    root.dataset.theme = 'dark'
    root.classList.add('on-wall')
    const resize = () => {
      const scale = Math.min(innerWidth / width, innerHeight / height)
      root.style.setProperty('--wall-scale', String(scale))
    }
    resize()
    addEventListener('resize', resize)
    const night = setTimeout(() => location.reload(), anew_ms)
    return () => {
      clearTimeout(night)
      removeEventListener('resize', resize)
      root.classList.remove('on-wall')
      root.dataset.theme = before ?? 'light'
    }
  }, [])
  // Against burn-in the whole steps aside by a pixel or two each quarter of an hour.
  const quarter = Math.floor(minute.value / 900_000)
  const shift = { transform: `translate(${quarter % 3}px, ${(quarter >> 1) % 3}px)` }
  const cut = freshness.value === 'cut'
  return (
    <main class={cut ? 'wall wall-cut' : 'wall'} id="main">
      <div class="wall-in" style={shift}>
        <Head cut={cut} />
        {o && (
          <div class="wall-zones">
            <Late o={o} cut={cut} />
            <Tiles villages={map.data?.villages ?? []} cut={cut} />
            <Out o={o} cut={cut} />
          </div>
        )}
        {!o && (
          <div class="wall-nothing">
            <p>{t(line.value === 'away' ? 'fresh.away' : 'fresh.connecting')}</p>
            <p>{t('wall.nothing')}</p>
          </div>
        )}
        {o && <Foot o={o} cut={cut} />}
      </div>
    </main>
  )
}

function Head({ cut }: { cut: boolean }) {
  const county = me.value?.jurisdiction
  const name = lang.value === 'en' ? county?.en : county?.zh
  const state = line.value
  const unheard = state === 'connecting' || state === 'away' ? state : ''
  return (
    <header class="wall-head">
      <span class="wall-seal">督</span>
      <h1>{t('wall.title', { name: name ?? '' })}</h1>
      <span class="wall-day">
        {unheard ? '' : cut ? t('wall.cut', { t: hourOf(asOf.value) }) : spokenToday(minute.value)}
      </span>
      <span class="grow" />
      {unheard && <span class="wall-fresh">{t(`fresh.${unheard}`)}</span>}
      {!cut && !unheard && (
        <span class="wall-fresh">
          <i class={freshness.value === 'live' ? 'dot' : 'dot hollow'} />
          {t(freshness.value === 'live' ? 'fresh.live' : 'fresh.late')}
        </span>
      )}
      <b class="wall-clock">{unheard ? '' : hourOf(timeOfDay.value)}</b>
    </header>
  )
}

const note = (cut: boolean, text: string) =>
  cut ? t('wall.as_of', { t: hourOf(asOf.value) }) : text

function ZoneHead({ title, right }: { title: string; right: string }) {
  return (
    <h2 class="wall-zone">
      {title}
      <span>{right}</span>
    </h2>
  )
}

function Late({ o, cut }: { o: Overview; cut: boolean }) {
  const done = o.struck_off_30d.on_time + o.struck_off_30d.late
  const late = counted(o.figures, 'overdue')
  const rows = steps.map((slip) => o.overdue.filter((row) => row.slip === slip))
  const shown = share(
    rows.map((each) => each.length),
    late_rows,
  )
  return (
    <section>
      <ZoneHead
        title={t('wall.late')}
        right={note(cut, t('wall.open', { n: counted(o.figures, 'open') }))}
      />
      <p class="wall-hero">
        <b>{late}</b>
        <span>
          {t('wall.overdue', { n: late })}
          <br />
          {done < rate_from
            ? t('wall.on_time.few', { n: done })
            : t('wall.on_time', { p: percent(o.struck_off_30d.on_time, done) })}
        </span>
      </p>
      {steps.map((slip, i) => (
        <Slipped key={slip} o={o} slip={slip} rows={rows[i]!} shown={shown[i]!} />
      ))}
    </section>
  )
}

/** One step of the ladder: who is late with what, and who bears the slip and is not late. */
function Slipped({ o, slip, rows, shown }: SlippedProps) {
  const n = counted(o.figures, slip)
  if (n === 0) return null
  const inTime = o.slips_in_time.filter((row) => row.slip === slip)
  const rest = [
    rows.length > shown && t('wall.more_late', { n: rows.length - shown }),
    inTime.length > 0 &&
      t('wall.in_time', {
        n: inTime.length,
        places: [...new Set(inTime.map((row) => unitShort(row.unit)))].join(t('comma.list')),
      }),
  ].filter(Boolean)
  return (
    <div class={`wall-slip wall-${slip}`}>
      <Mark slip={slip} size={54} />
      <div>
        <b>{t(`colour.${slip}`)}</b>
        <span>{t(`wall.${slip}`, { n: counted(o.figures, 'awaiting_interview') })}</span>
      </div>
      <b class="wall-n">{n}</b>
      {shown > 0 && (
        <ul class="wall-late">
          {rows.slice(0, shown).map((row) => (
            <li key={row.id}>
              <span>
                <b>{unitShort(row.unit)}</b>{' '}
                {row.township !== row.unit && <span class="zh-only">{unitName(row.township)}</span>}
              </span>
              <span>{awaited(row)}</span>
              <span>{t('wall.days_late', { n: -(row.days_left ?? 0) })}</span>
            </li>
          ))}
        </ul>
      )}
      {rest.length > 0 && <p class="wall-rest">{rest.join(t('comma'))}</p>}
    </div>
  )
}

/** What its unit or leader has still to answer; else the work itself. */
const awaited = (row: RectificationRow): string =>
  row.awaits === 'none' ? t('await.work') : capital(word('demand', row.awaits))

function Tiles({ villages, cut }: { villages: MapVillage[]; cut: boolean }) {
  const days = (v: MapVillage) => daysSince(v, minute.value)
  const middle = (list: MapVillage[]): string => {
    const n = median(list.map(days).filter((d): d is number => d !== null))
    return n === null ? t('unseen.never') : t('wall.median', { n })
  }
  return (
    <section>
      <ZoneHead
        title={t('wall.unseen', { n: villages.length })}
        right={note(cut, middle(villages))}
      />
      {townships().map((town) => {
        const here = villages.filter((v) => v.township === town.id)
        return (
          <div class="wall-row" key={town.id}>
            <p>
              <b>{unitName(town.id)}</b>
              <span>{middle(here)}</span>
            </p>
            <ul>
              {here.map((v) => {
                const d = days(v)
                const hot = v.slip !== 'none' && v.slip !== 'blue' && v.overdue > 0
                return (
                  <li
                    key={v.unit}
                    class={`${v.in_field ? 'wall-here' : `seq-${shade(d)}`}${hot ? ' hot' : ''}`}
                  >
                    <span>{unitShort(v.unit)}</span>
                    <b>{v.in_field ? groupTag(v.in_field) : (d ?? '—')}</b>
                    {hot && v.slip !== 'none' && (
                      <i class="chip">
                        <Mark slip={v.slip} size={18} />
                      </i>
                    )}
                  </li>
                )
              })}
            </ul>
          </div>
        )
      })}
      <p class="wall-legend">
        {['0–7', '8–20', '21–40', '41–60', '60+'].map((text, i) => (
          <span key={text} class={`seq-${i + 1}`}>
            {text}
          </span>
        ))}
        <i class="wall-here" />
        {t('wall.here')}
      </p>
    </section>
  )
}

function Out({ o, cut }: { o: Overview; cut: boolean }) {
  const today = dayOf(minute.value)
  const ahead = o.due_days
    .map(({ n }, i) => ({ day: plusDays(today, i), n }))
    .filter(({ n }) => n > 0)
    .slice(0, 3)
  const found = o.found_yesterday
  const { groups } = out(o.in_field.length, counted(o.figures, 'on_the_way'))
  return (
    <section>
      <ZoneHead
        title={t('wall.field')}
        right={note(cut, t('n.groups', { n: counted(o.figures, 'in_the_village') }))}
      />
      <ul class={groups > few ? 'wall-groups many' : 'wall-groups'}>
        {o.in_field.slice(0, groups).map((g) => (
          <li key={g.task}>
            <div>
              <b>{unitName(g.target)}</b>
              <span>{t('wall.group', { g: groupShort(g.group), n: g.findings })}</span>
            </div>
            <b class={cut ? 'wall-elapsed frozen' : 'wall-elapsed'}>
              {clock(minute.value - g.since)}
            </b>
          </li>
        ))}
        {o.in_field.length === 0 && <li class="wall-quiet">{t('in_field.none')}</li>}
      </ul>
      <ZoneHead
        title={t('wall.under_way')}
        right={note(cut, t('wall.to_review', { n: counted(o.figures, 'awaiting_review') }))}
      />
      <OnTheWay o={o} cut={cut} />
      <ZoneHead
        title={t('due_soon.title')}
        right={note(cut, t('wall.week', { n: counted(o.figures, 'due_in_week') }))}
      />
      <ul class="wall-counts">
        {ahead.map(({ day, n }) => (
          <li key={day}>
            <b class="ink-blue">{n}</b>
            {day === today ? t('today') : t('wall.weekday', { d: weekdayShort(day) })}
          </li>
        ))}
      </ul>
      <ZoneHead
        title={t('wall.found')}
        right={note(cut, t('n.findings', { n: counted(o.figures, 'found_yesterday') }))}
      />
      <ul class="wall-counts">
        {(['grave', 'serious', 'ordinary', 'minor'] as const).map((s) => (
          <li key={s}>
            <b>{found[s] ?? 0}</b>
            {t(`severity.${s}`)}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Which group has which limit before it; where to is nobody's to know before the check-in. */
function OnTheWay({ o, cut }: { o: Overview; cut: boolean }) {
  const all = counted(o.figures, 'on_the_way')
  const shown = o.on_the_way.slice(0, out(o.in_field.length, all).way)
  const left = (until: number) =>
    t(until > minute.value ? 'limit.left' : 'limit.over', {
      t: clock(Math.abs(until - minute.value)),
    })
  return (
    <ul class="wall-way">
      {shown.map((each) => (
        <li key={each.task}>
          <b>{groupShort(each.group)}</b>
          <span>{t(each.state === 'released' ? 'wall.to_accept' : 'wall.to_check_in')}</span>
          <span class={cut ? 'frozen' : ''}>{left(each.until)}</span>
        </li>
      ))}
      {all === 0 && <li class="wall-quiet">{t('wall.none_under_way')}</li>}
      {all > shown.length && (
        <li class="wall-quiet">{t('wall.more_under_way', { n: all - shown.length })}</li>
      )}
    </ul>
  )
}

function Foot({ o, cut }: { o: Overview; cut: boolean }) {
  if (cut) {
    return <footer class="wall-foot">{t('wall.frozen')}</footer>
  }
  return (
    <footer class="wall-foot">
      <span>
        <Icon name="lock" size={24} />
        {t('wall.sealed')} <b>{counted(o.figures, 'sealed')}</b>
      </span>
      <span>
        <Icon name={o.notices.failed ? 'warn' : 'check'} size={24} />
        <b>{o.notices.failed ? t('proof.failed', { n: o.notices.failed }) : t('proof.sent')}</b>
      </span>
      <span>
        <Icon name={o.record.whole ? 'check' : 'warn'} size={24} />
        <b>{t(o.record.whole ? 'proof.whole' : 'proof.broken', { n: count(o.record.events) })}</b>
      </span>
      <span class="grow" />
      {me.value?.demo && <span>{t('wall.demo')}</span>}
    </footer>
  )
}
