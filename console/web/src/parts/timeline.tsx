// One timeline for everything that happened to a matter, the newest on top. Long idle spans fold
// to one line that says how long.

import { useState } from 'preact/hooks'
import { href } from '../base/router'
import type { Entry, Pause } from '../contract'
import { minute } from '../live/freshness'
import { dayOf, daysBetween } from '../time/civil'
import { type Told, tell } from '../words/entry'
import { count, lately } from '../words/format'
import { personName } from '../words/names'
import { t, word } from '../words/words'
import { addressees, fold, isNotice, noticesIn } from './fold'
import { Icon } from './icon'
import { Panel } from './panel'
import { between, tellPause } from './pauses'
import { type Colour, Mark, slips } from './slip'
import './timeline.css'

type Filter = 'all' | Told['kind']

const idle_days = 5

export function Timeline({ entries, pauses = [] }: { entries: Entry[]; pauses?: Pause[] }) {
  const [filter, setFilter] = useState<Filter>('all')
  const told = [...entries]
    .sort((a, b) => b.at - a.at || b.seq - a.seq || b.index - a.index)
    .map((entry) => ({ entry, told: tell(entry) }))
  const to = addressees(entries)
  const tally = (f: Filter) =>
    f === 'all' ? told.length : told.filter((x) => x.told.kind === f).length
  const shown = told.filter((x) => filter === 'all' || x.told.kind === filter)
  const runs = fold(shown)
  const reasons = (newer: number, older: number) =>
    filter === 'all' ? between(pauses, newer, older) : []
  return (
    <Panel
      title={t('timeline')}
      note={t('timeline.note', { n: entries.length })}
      action={
        <div class="tabs no-print">
          {(['all', 'proof', 'slip', 'clock'] as const).map((f) => (
            <button
              key={f}
              type="button"
              class="tab"
              aria-pressed={filter === f}
              onClick={() => setFilter(f)}
            >
              {t(`timeline.${f}`)} {f !== 'all' && tally(f)}
            </button>
          ))}
        </div>
      }
    >
      {shown.length === 0 ? (
        <p class="none-here">{t('timeline.none')}</p>
      ) : (
        <ol class="timeline">
          <Reasons of={reasons(Number.POSITIVE_INFINITY, runs[0]![0]!.entry.at)} />
          {runs.map((run, i) => {
            const { entry, told } = run[0]!
            const oldest = run.at(-1)!.entry
            const older = runs[i + 1]?.[0]
            const gap = older ? daysBetween(dayOf(older.entry.at), dayOf(oldest.at)) : 0
            const why = reasons(oldest.at, older?.entry.at ?? 0)
            const key = `${entry.seq}.${entry.index}`
            return (
              <>
                {isNotice(entry) ? (
                  <Folded key={key} run={run} to={to} />
                ) : (
                  <Line key={key} entry={entry} told={told} />
                )}
                <Reasons of={why} />
                {gap > idle_days && why.length === 0 && (
                  <li class="idle">{t('timeline.idle', { n: gap - 1 })}</li>
                )}
              </>
            )
          })}
        </ol>
      )}
    </Panel>
  )
}

const Reasons = ({ of }: { of: Pause[] }) =>
  of.map((pause) => (
    <li key={`${pause.why}.${pause.from}`} class="idle">
      {tellPause(pause, minute.value)}
      {pause.task && (
        <>
          {' '}
          <a href={href(`/tasks/${pause.task}`)}>{t('pause.recused.open')}</a>
        </>
      )}
    </li>
  ))

function when(at: number): string {
  const now = minute.value
  return dayOf(at) === dayOf(now) ? `${t('today')} ${lately(at, now)}` : lately(at, now)
}

interface Telling {
  entry: Entry
  told: Told
}

/** Whom a notice was for, by name. */
const whom = (entry: Entry, to: Map<string, string>): string =>
  personName(to.get(String(entry.fields.id)) ?? '')

function Line({ entry, told }: Telling) {
  return (
    <li class="moment">
      <time dateTime={new Date(entry.at).toISOString()}>{when(entry.at)}</time>
      <span class="node">
        <Node entry={entry} told={told} />
      </span>
      <div class="moment-body">
        <p>
          {told.who} <b>{told.deed}</b>
          {told.more && <span class="quiet"> {told.more}</span>}
        </p>
        {told.text && <p class="moment-text">{told.text}</p>}
        <p class="note code">{t('timeline.seq', { n: count(entry.seq) })}</p>
      </div>
    </li>
  )
}

function Folded({ run, to }: { run: Telling[]; to: Map<string, string> }) {
  const names = [...new Set(run.map(({ entry }) => whom(entry, to)).filter(Boolean))]
  const states = new Set(run.map(({ entry }) => String(entry.fields.state ?? '')).filter(Boolean))
  const became = [...states].map((state) => word('state.notice', state))
  const more = [names.join(t('comma.list')), ...became].filter(Boolean).join(t('comma'))
  const { entry } = run[0]!
  return (
    <li class="moment">
      <time dateTime={new Date(entry.at).toISOString()}>{when(entry.at)}</time>
      <span class="node">
        <i class="ring" />
      </span>
      <details class="moment-body">
        <summary>
          {t('timeline.notices', { n: noticesIn(run) })}
          {more && <span class="quiet"> {more}</span>}
        </summary>
        <ul>
          {run.map(({ entry: each, told }) => (
            <li key={`${each.seq}.${each.index}`} class="quiet">
              {when(each.at)} {told.deed}{' '}
              {[whom(each, to), told.more].filter(Boolean).join(t('comma'))}
            </li>
          ))}
        </ul>
      </details>
    </li>
  )
}

function Node({ entry, told }: { entry: Entry; told: Told }) {
  const slip = entry.fields.slip as Colour | undefined
  if (slip && slips.includes(slip)) return <Mark slip={slip} />
  if (told.kind === 'clock') return <Icon name="clock" size={14} />
  const verb = String(entry.fields.verb ?? '')
  if (verb === 'verify' || entry.type === 'rectification.served')
    return <Icon name="check" size={14} />
  return <i class="ring" />
}
