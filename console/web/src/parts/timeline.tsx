// One timeline for everything that happened to a matter, the newest on top. Long idle spans fold
// to one line that says how long.

import { useState } from 'preact/hooks'
import type { Entry } from '../contract'
import { minute } from '../live/freshness'
import { dayOf, daysBetween } from '../time/civil'
import { type Told, tell } from '../words/entry'
import { count, lately } from '../words/format'
import { t } from '../words/words'
import { Icon } from './icon'
import { Panel } from './panel'
import { type Colour, Mark, slips } from './slip'
import './timeline.css'

type Filter = 'all' | Told['kind']

const idle_days = 5

export function Timeline({ entries }: { entries: Entry[] }) {
  const [filter, setFilter] = useState<Filter>('all')
  const told = [...entries]
    .sort((a, b) => b.at - a.at || b.seq - a.seq || b.index - a.index)
    .map((entry) => ({ entry, told: tell(entry) }))
  const tally = (f: Filter) =>
    f === 'all' ? told.length : told.filter((x) => x.told.kind === f).length
  const shown = told.filter((x) => filter === 'all' || x.told.kind === filter)
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
          {shown.map((x, i) => {
            const older = shown[i + 1]
            const gap = older ? daysBetween(dayOf(older.entry.at), dayOf(x.entry.at)) : 0
            return (
              <>
                <Line key={`${x.entry.seq}.${x.entry.index}`} entry={x.entry} told={x.told} />
                {gap > idle_days && <li class="idle">{t('timeline.idle', { n: gap - 1 })}</li>}
              </>
            )
          })}
        </ol>
      )}
    </Panel>
  )
}

function when(at: number): string {
  const now = minute.value
  return dayOf(at) === dayOf(now) ? `${t('today')} ${lately(at, now)}` : lately(at, now)
}

function Line({ entry, told }: { entry: Entry; told: Told }) {
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

function Node({ entry, told }: { entry: Entry; told: Told }) {
  const slip = entry.fields.slip as Colour | undefined
  if (slip && slips.includes(slip)) return <Mark slip={slip} />
  if (told.kind === 'clock') return <Icon name="clock" size={14} />
  const verb = String(entry.fields.verb ?? '')
  if (verb === 'verify' || entry.type === 'rectification.served')
    return <Icon name="check" size={14} />
  return <i class="ring" />
}
