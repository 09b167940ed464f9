import { href } from '../../base/router'
import type { Overview } from '../../contract'
import { freshness, minute } from '../../live/freshness'
import { counted } from '../../parts/counted'
import { Icon } from '../../parts/icon'
import { Panel } from '../../parts/panel'
import { dayOf, daysBetween } from '../../time/civil'
import { clock, count, hashHead, lately, span } from '../../words/format'
import { groupShort, townshipOf, unitName } from '../../words/names'
import { t } from '../../words/words'

const frozen = () => (freshness.value === 'cut' ? ' frozen' : '')

export function InField({ o }: { o: Overview }) {
  const sealed = counted(o.figures, 'sealed')
  return (
    <Panel
      title={t('in_field.title')}
      note={t('n.groups', { n: counted(o.figures, 'in_the_village') })}
      link={{ to: '/tasks', text: t('nav.tasks') }}
    >
      <ul class="lines">
        {o.in_field.map((g) => (
          <li key={g.task}>
            <b class="line-group">{groupShort(g.group)}</b>
            <span class="grow clip">
              <a href={href(`/tasks/${g.task}`)}>{unitName(g.target)}</a>{' '}
              <span class="quiet">{unitName(townshipOf(g.target))}</span>
            </span>
            <span class="nowrap">
              {t('in_field.found')} <b>{g.findings}</b>
            </span>
            <b class={`line-clock${frozen()}`}>{clock(minute.value - g.since)}</b>
          </li>
        ))}
        {sealed > 0 && (
          <li>
            <span class="sealed">
              <Icon name="lock" size={14} />
              <span>{t('in_field.sealed', { n: sealed })}</span>
            </span>
          </li>
        )}
        {o.in_field.length === 0 && sealed === 0 && <li class="quiet">{t('in_field.none')}</li>}
      </ul>
    </Panel>
  )
}

const unseen_shown = 7

export function Unseen({ o }: { o: Overview }) {
  const today = dayOf(minute.value)
  const rows = o.unseen
    .map(({ unit, last }) => ({ unit, last, days: last ? daysBetween(dayOf(last), today) : null }))
    .slice(0, unseen_shown)
  const most = Math.max(1, ...rows.map((r) => r.days ?? 0))
  return (
    <Panel
      title={t('unseen.title')}
      note={t('unseen.note', { n: counted(o.figures, 'villages') })}
      link={{ to: '/map', text: t('nav.map') }}
    >
      <ul class="lines tight">
        {rows.map((r) => (
          <li key={r.unit}>
            <a class="unseen-name clip" href={href(`/map?village=${r.unit}`)}>
              {unitName(r.unit)}
            </a>
            <span class="track grow" aria-hidden="true">
              <i style={{ width: `${r.days === null ? 100 : (100 * r.days) / most}%` }} />
            </span>
            <b class="unseen-days">
              {r.days === null ? t('unseen.never') : t('n.days', { n: r.days })}
            </b>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

/** In the night a notice waits for the morning. */
const wait = (n: number, since: number): string =>
  since > minute.value
    ? t('proof.waiting.later', { n, t: lately(since, minute.value) })
    : t('proof.waiting', { n, t: span(minute.value - since) })

/** Are notices going out, is the record intact. */
export function Proof({ o }: { o: Overview }) {
  const { notices, record } = o
  const waiting = counted(o.figures, 'notices_waiting')
  const stuck = notices.failed > 0
  return (
    <Panel title={t('proof.title')}>
      <ul class="proofs">
        <li>
          <Icon name={stuck ? 'warn' : 'check'} />
          <div>
            <b>{stuck ? t('proof.failed', { n: notices.failed }) : t('proof.sent')}</b>
            <p class="note">
              {waiting === 0 ? t('proof.none_waiting') : wait(waiting, notices.oldest)}
            </p>
          </div>
        </li>
        <li>
          <Icon name={record.whole ? 'check' : 'warn'} />
          <div>
            <b>{t(record.whole ? 'proof.whole' : 'proof.broken', { n: count(record.events) })}</b>
            <p class="note">
              {record.checked > 0
                ? t('proof.checked', { t: lately(record.checked, minute.value) })
                : t('proof.unchecked')}
            </p>
            <p class="note code">{hashHead(record.head)}</p>
          </div>
        </li>
      </ul>
    </Panel>
  )
}
